/* Enumerations of .NET that scripts name, as data. */
#include "object/enums.h"

static const struct enum_member day_of_week_members[] = {
	{"Sunday", 0},   {"Monday", 1}, {"Tuesday", 2},  {"Wednesday", 3},
	{"Thursday", 4}, {"Friday", 5}, {"Saturday", 6}, {NULL, 0}};
struct type type_day_of_week = {
	.name = "System.DayOfWeek",
	.flags = TYPE_ENUM,
	.enum_members = day_of_week_members,
};

static const struct enum_member date_time_kind_members[] = {
	{"Unspecified", 0}, {"Utc", 1}, {"Local", 2}, {NULL, 0}};
struct type type_date_time_kind = {
	.name = "System.DateTimeKind",
	.flags = TYPE_ENUM,
	.enum_members = date_time_kind_members,
};

static const struct enum_member date_time_styles_members[] = {{"None", 0},
							      {"AllowLeadingWhite", 1},
							      {"AllowTrailingWhite", 2},
							      {"AllowInnerWhite", 4},
							      {"AllowWhiteSpaces", 7},
							      {"NoCurrentDateDefault", 8},
							      {"AdjustToUniversal", 16},
							      {"AssumeLocal", 32},
							      {"AssumeUniversal", 64},
							      {"RoundtripKind", 128},
							      {NULL, 0}};
struct type type_date_time_styles = {
	.name = "System.Globalization.DateTimeStyles",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = date_time_styles_members,
};

static const struct enum_member time_span_styles_members[] = {
	{"None", 0}, {"AssumeNegative", 1}, {NULL, 0}};
struct type type_time_span_styles = {
	.name = "System.Globalization.TimeSpanStyles",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = time_span_styles_members,
};

static const struct enum_member number_styles_members[] = {{"None", 0},
							   {"AllowLeadingWhite", 1},
							   {"AllowTrailingWhite", 2},
							   {"AllowLeadingSign", 4},
							   {"Integer", 7},
							   {"AllowTrailingSign", 8},
							   {"AllowParentheses", 16},
							   {"AllowDecimalPoint", 32},
							   {"AllowThousands", 64},
							   {"Number", 111},
							   {"AllowExponent", 128},
							   {"Float", 167},
							   {"AllowCurrencySymbol", 256},
							   {"Currency", 383},
							   {"Any", 511},
							   {"AllowHexSpecifier", 512},
							   {"HexNumber", 515},
							   {"AllowBinarySpecifier", 1024},
							   {"BinaryNumber", 1027},
							   {NULL, 0}};
struct type type_number_styles = {
	.name = "System.Globalization.NumberStyles",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = number_styles_members,
};

static const struct enum_member compare_options_members[] = {{"None", 0},
							     {"IgnoreCase", 1},
							     {"IgnoreNonSpace", 2},
							     {"IgnoreSymbols", 4},
							     {"IgnoreKanaType", 8},
							     {"IgnoreWidth", 16},
							     {"NumericOrdering", 32},
							     {"OrdinalIgnoreCase", 268435456},
							     {"StringSort", 536870912},
							     {"Ordinal", 1073741824},
							     {NULL, 0}};
struct type type_compare_options = {
	.name = "System.Globalization.CompareOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = compare_options_members,
};

static const struct enum_member culture_types_members[] = {
	{"NeutralCultures", 1},      {"SpecificCultures", 2},   {"InstalledWin32Cultures", 4},
	{"AllCultures", 7},          {"UserCustomCulture", 8},  {"ReplacementCultures", 16},
	{"WindowsOnlyCultures", 32}, {"FrameworkCultures", 64}, {NULL, 0}};
struct type type_culture_types = {
	.name = "System.Globalization.CultureTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = culture_types_members,
};

static const struct enum_member calendar_week_rule_members[] = {
	{"FirstDay", 0}, {"FirstFullWeek", 1}, {"FirstFourDayWeek", 2}, {NULL, 0}};
struct type type_calendar_week_rule = {
	.name = "System.Globalization.CalendarWeekRule",
	.flags = TYPE_ENUM,
	.enum_members = calendar_week_rule_members,
};

static const struct enum_member string_comparison_members[] = {{"CurrentCulture", 0},
							       {"CurrentCultureIgnoreCase", 1},
							       {"InvariantCulture", 2},
							       {"InvariantCultureIgnoreCase", 3},
							       {"Ordinal", 4},
							       {"OrdinalIgnoreCase", 5},
							       {NULL, 0}};
struct type type_string_comparison = {
	.name = "System.StringComparison",
	.flags = TYPE_ENUM,
	.enum_members = string_comparison_members,
};

static const struct enum_member string_split_options_members[] = {
	{"None", 0}, {"RemoveEmptyEntries", 1}, {"TrimEntries", 2}, {NULL, 0}};
struct type type_string_split_options = {
	.name = "System.StringSplitOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = string_split_options_members,
};

static const struct enum_member console_color_members[] = {
	{"Black", 0},       {"DarkBlue", 1},   {"DarkGreen", 2}, {"DarkCyan", 3}, {"DarkRed", 4},
	{"DarkMagenta", 5}, {"DarkYellow", 6}, {"Gray", 7},      {"DarkGray", 8}, {"Blue", 9},
	{"Green", 10},      {"Cyan", 11},      {"Red", 12},      {"Magenta", 13}, {"Yellow", 14},
	{"White", 15},      {NULL, 0}};
struct type type_console_color = {
	.name = "System.ConsoleColor",
	.flags = TYPE_ENUM,
	.enum_members = console_color_members,
};

static const struct enum_member console_key_members[] = {{"None", 0},
							 {"Backspace", 8},
							 {"Tab", 9},
							 {"Clear", 12},
							 {"Enter", 13},
							 {"Pause", 19},
							 {"Escape", 27},
							 {"Spacebar", 32},
							 {"PageUp", 33},
							 {"PageDown", 34},
							 {"End", 35},
							 {"Home", 36},
							 {"LeftArrow", 37},
							 {"UpArrow", 38},
							 {"RightArrow", 39},
							 {"DownArrow", 40},
							 {"Select", 41},
							 {"Print", 42},
							 {"Execute", 43},
							 {"PrintScreen", 44},
							 {"Insert", 45},
							 {"Delete", 46},
							 {"Help", 47},
							 {"D0", 48},
							 {"D1", 49},
							 {"D2", 50},
							 {"D3", 51},
							 {"D4", 52},
							 {"D5", 53},
							 {"D6", 54},
							 {"D7", 55},
							 {"D8", 56},
							 {"D9", 57},
							 {"A", 65},
							 {"B", 66},
							 {"C", 67},
							 {"D", 68},
							 {"E", 69},
							 {"F", 70},
							 {"G", 71},
							 {"H", 72},
							 {"I", 73},
							 {"J", 74},
							 {"K", 75},
							 {"L", 76},
							 {"M", 77},
							 {"N", 78},
							 {"O", 79},
							 {"P", 80},
							 {"Q", 81},
							 {"R", 82},
							 {"S", 83},
							 {"T", 84},
							 {"U", 85},
							 {"V", 86},
							 {"W", 87},
							 {"X", 88},
							 {"Y", 89},
							 {"Z", 90},
							 {"LeftWindows", 91},
							 {"RightWindows", 92},
							 {"Applications", 93},
							 {"Sleep", 95},
							 {"NumPad0", 96},
							 {"NumPad1", 97},
							 {"NumPad2", 98},
							 {"NumPad3", 99},
							 {"NumPad4", 100},
							 {"NumPad5", 101},
							 {"NumPad6", 102},
							 {"NumPad7", 103},
							 {"NumPad8", 104},
							 {"NumPad9", 105},
							 {"Multiply", 106},
							 {"Add", 107},
							 {"Separator", 108},
							 {"Subtract", 109},
							 {"Decimal", 110},
							 {"Divide", 111},
							 {"F1", 112},
							 {"F2", 113},
							 {"F3", 114},
							 {"F4", 115},
							 {"F5", 116},
							 {"F6", 117},
							 {"F7", 118},
							 {"F8", 119},
							 {"F9", 120},
							 {"F10", 121},
							 {"F11", 122},
							 {"F12", 123},
							 {"F13", 124},
							 {"F14", 125},
							 {"F15", 126},
							 {"F16", 127},
							 {"F17", 128},
							 {"F18", 129},
							 {"F19", 130},
							 {"F20", 131},
							 {"F21", 132},
							 {"F22", 133},
							 {"F23", 134},
							 {"F24", 135},
							 {"BrowserBack", 166},
							 {"BrowserForward", 167},
							 {"BrowserRefresh", 168},
							 {"BrowserStop", 169},
							 {"BrowserSearch", 170},
							 {"BrowserFavorites", 171},
							 {"BrowserHome", 172},
							 {"VolumeMute", 173},
							 {"VolumeDown", 174},
							 {"VolumeUp", 175},
							 {"MediaNext", 176},
							 {"MediaPrevious", 177},
							 {"MediaStop", 178},
							 {"MediaPlay", 179},
							 {"LaunchMail", 180},
							 {"LaunchMediaSelect", 181},
							 {"LaunchApp1", 182},
							 {"LaunchApp2", 183},
							 {"Oem1", 186},
							 {"OemPlus", 187},
							 {"OemComma", 188},
							 {"OemMinus", 189},
							 {"OemPeriod", 190},
							 {"Oem2", 191},
							 {"Oem3", 192},
							 {"Oem4", 219},
							 {"Oem5", 220},
							 {"Oem6", 221},
							 {"Oem7", 222},
							 {"Oem8", 223},
							 {"Oem102", 226},
							 {"Process", 229},
							 {"Packet", 231},
							 {"Attention", 246},
							 {"CrSel", 247},
							 {"ExSel", 248},
							 {"EraseEndOfFile", 249},
							 {"Play", 250},
							 {"Zoom", 251},
							 {"NoName", 252},
							 {"Pa1", 253},
							 {"OemClear", 254},
							 {NULL, 0}};
struct type type_console_key = {
	.name = "System.ConsoleKey",
	.flags = TYPE_ENUM,
	.enum_members = console_key_members,
};

static const struct enum_member console_modifiers_members[] = {
	{"None", 0}, {"Alt", 1}, {"Shift", 2}, {"Control", 4}, {NULL, 0}};
struct type type_console_modifiers = {
	.name = "System.ConsoleModifiers",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = console_modifiers_members,
};

static const struct enum_member midpoint_rounding_members[] = {{"ToEven", 0},
							       {"AwayFromZero", 1},
							       {"ToZero", 2},
							       {"ToNegativeInfinity", 3},
							       {"ToPositiveInfinity", 4},
							       {NULL, 0}};
struct type type_midpoint_rounding = {
	.name = "System.MidpointRounding",
	.flags = TYPE_ENUM,
	.enum_members = midpoint_rounding_members,
};

static const struct enum_member type_code_members[] = {
	{"Empty", 0},    {"Object", 1},    {"DBNull", 2},  {"Boolean", 3}, {"Char", 4},
	{"SByte", 5},    {"Byte", 6},      {"Int16", 7},   {"UInt16", 8},  {"Int32", 9},
	{"UInt32", 10},  {"Int64", 11},    {"UInt64", 12}, {"Single", 13}, {"Double", 14},
	{"Decimal", 15}, {"DateTime", 16}, {"String", 18}, {NULL, 0}};
struct type type_type_code = {
	.name = "System.TypeCode",
	.flags = TYPE_ENUM,
	.enum_members = type_code_members,
};

static const struct enum_member platform_id_members[] = {
	{"Win32S", 0}, {"Win32Windows", 1}, {"Win32NT", 2}, {"WinCE", 3}, {"Unix", 4},
	{"Xbox", 5},   {"MacOSX", 6},       {"Other", 7},   {NULL, 0}};
struct type type_platform_id = {
	.name = "System.PlatformID",
	.flags = TYPE_ENUM,
	.enum_members = platform_id_members,
};

static const struct enum_member uri_kind_members[] = {
	{"RelativeOrAbsolute", 0}, {"Absolute", 1}, {"Relative", 2}, {NULL, 0}};
struct type type_uri_kind = {
	.name = "System.UriKind",
	.flags = TYPE_ENUM,
	.enum_members = uri_kind_members,
};

static const struct enum_member uri_components_members[] = {{"Scheme", 1},
							    {"UserInfo", 2},
							    {"Host", 4},
							    {"Port", 8},
							    {"SchemeAndServer", 13},
							    {"Path", 16},
							    {"Query", 32},
							    {"PathAndQuery", 48},
							    {"HttpRequestUrl", 61},
							    {"Fragment", 64},
							    {"AbsoluteUri", 127},
							    {"StrongPort", 128},
							    {"HostAndPort", 132},
							    {"StrongAuthority", 134},
							    {"NormalizedHost", 256},
							    {"KeepDelimiter", 1073741824},
							    {"SerializationInfoString", INT32_MIN},
							    {NULL, 0}};
struct type type_uri_components = {
	.name = "System.UriComponents",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = uri_components_members,
};

static const struct enum_member uri_format_members[] = {
	{"UriEscaped", 1}, {"Unescaped", 2}, {"SafeUnescaped", 3}, {NULL, 0}};
struct type type_uri_format = {
	.name = "System.UriFormat",
	.flags = TYPE_ENUM,
	.enum_members = uri_format_members,
};

static const struct enum_member uri_partial_members[] = {
	{"Scheme", 0}, {"Authority", 1}, {"Path", 2}, {"Query", 3}, {NULL, 0}};
struct type type_uri_partial = {
	.name = "System.UriPartial",
	.flags = TYPE_ENUM,
	.enum_members = uri_partial_members,
};

static const struct enum_member uri_host_name_type_members[] = {
	{"Unknown", 0}, {"Basic", 1}, {"Dns", 2}, {"IPv4", 3}, {"IPv6", 4}, {NULL, 0}};
struct type type_uri_host_name_type = {
	.name = "System.UriHostNameType",
	.flags = TYPE_ENUM,
	.enum_members = uri_host_name_type_members,
};

static const struct enum_member environment_variable_target_members[] = {
	{"Process", 0}, {"User", 1}, {"Machine", 2}, {NULL, 0}};
struct type type_environment_variable_target = {
	.name = "System.EnvironmentVariableTarget",
	.flags = TYPE_ENUM,
	.enum_members = environment_variable_target_members,
};

static const struct enum_member special_folder_members[] = {{"Desktop", 0},
							    {"Programs", 2},
							    {"MyDocuments", 5},
							    {"Personal", 5},
							    {"Favorites", 6},
							    {"Startup", 7},
							    {"Recent", 8},
							    {"SendTo", 9},
							    {"StartMenu", 11},
							    {"MyMusic", 13},
							    {"MyVideos", 14},
							    {"DesktopDirectory", 16},
							    {"MyComputer", 17},
							    {"NetworkShortcuts", 19},
							    {"Fonts", 20},
							    {"Templates", 21},
							    {"CommonStartMenu", 22},
							    {"CommonPrograms", 23},
							    {"CommonStartup", 24},
							    {"CommonDesktopDirectory", 25},
							    {"ApplicationData", 26},
							    {"PrinterShortcuts", 27},
							    {"LocalApplicationData", 28},
							    {"InternetCache", 32},
							    {"Cookies", 33},
							    {"History", 34},
							    {"CommonApplicationData", 35},
							    {"Windows", 36},
							    {"System", 37},
							    {"ProgramFiles", 38},
							    {"MyPictures", 39},
							    {"UserProfile", 40},
							    {"SystemX86", 41},
							    {"ProgramFilesX86", 42},
							    {"CommonProgramFiles", 43},
							    {"CommonProgramFilesX86", 44},
							    {"CommonTemplates", 45},
							    {"CommonDocuments", 46},
							    {"CommonAdminTools", 47},
							    {"AdminTools", 48},
							    {"CommonMusic", 53},
							    {"CommonPictures", 54},
							    {"CommonVideos", 55},
							    {"Resources", 56},
							    {"LocalizedResources", 57},
							    {"CommonOemLinks", 58},
							    {"CDBurning", 59},
							    {NULL, 0}};
struct type type_special_folder = {
	.name = "System.Environment+SpecialFolder",
	.flags = TYPE_ENUM,
	.enum_members = special_folder_members,
};

static const struct enum_member special_folder_option_members[] = {
	{"None", 0}, {"DoNotVerify", 16384}, {"Create", 32768}, {NULL, 0}};
struct type type_special_folder_option = {
	.name = "System.Environment+SpecialFolderOption",
	.flags = TYPE_ENUM,
	.enum_members = special_folder_option_members,
};

static const struct enum_member base64_formatting_options_members[] = {
	{"None", 0}, {"InsertLineBreaks", 1}, {NULL, 0}};
struct type type_base64_formatting_options = {
	.name = "System.Base64FormattingOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = base64_formatting_options_members,
};

static const struct enum_member attribute_targets_members[] = {{"Assembly", 1},
							       {"Module", 2},
							       {"Class", 4},
							       {"Struct", 8},
							       {"Enum", 16},
							       {"Constructor", 32},
							       {"Method", 64},
							       {"Property", 128},
							       {"Field", 256},
							       {"Event", 512},
							       {"Interface", 1024},
							       {"Parameter", 2048},
							       {"Delegate", 4096},
							       {"ReturnValue", 8192},
							       {"GenericParameter", 16384},
							       {"All", 32767},
							       {NULL, 0}};
struct type type_attribute_targets = {
	.name = "System.AttributeTargets",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = attribute_targets_members,
};

static const struct enum_member gc_collection_mode_members[] = {
	{"Default", 0}, {"Forced", 1}, {"Optimized", 2}, {"Aggressive", 3}, {NULL, 0}};
struct type type_gc_collection_mode = {
	.name = "System.GCCollectionMode",
	.flags = TYPE_ENUM,
	.enum_members = gc_collection_mode_members,
};

static const struct enum_member file_mode_members[] = {
	{"CreateNew", 1}, {"Create", 2}, {"Open", 3}, {"OpenOrCreate", 4},
	{"Truncate", 5},  {"Append", 6}, {NULL, 0}};
struct type type_file_mode = {
	.name = "System.IO.FileMode",
	.flags = TYPE_ENUM,
	.enum_members = file_mode_members,
};

static const struct enum_member file_access_members[] = {
	{"Read", 1}, {"Write", 2}, {"ReadWrite", 3}, {NULL, 0}};
struct type type_file_access = {
	.name = "System.IO.FileAccess",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = file_access_members,
};

static const struct enum_member file_share_members[] = {
	{"None", 0},   {"Read", 1},         {"Write", 2}, {"ReadWrite", 3},
	{"Delete", 4}, {"Inheritable", 16}, {NULL, 0}};
struct type type_file_share = {
	.name = "System.IO.FileShare",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = file_share_members,
};

static const struct enum_member file_attributes_members[] = {{"None", 0},
							     {"ReadOnly", 1},
							     {"Hidden", 2},
							     {"System", 4},
							     {"Directory", 16},
							     {"Archive", 32},
							     {"Device", 64},
							     {"Normal", 128},
							     {"Temporary", 256},
							     {"SparseFile", 512},
							     {"ReparsePoint", 1024},
							     {"Compressed", 2048},
							     {"Offline", 4096},
							     {"NotContentIndexed", 8192},
							     {"Encrypted", 16384},
							     {"IntegrityStream", 32768},
							     {"NoScrubData", 131072},
							     {NULL, 0}};
struct type type_file_attributes = {
	.name = "System.IO.FileAttributes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = file_attributes_members,
};

static const struct enum_member file_options_members[] = {{"None", 0},
							  {"Encrypted", 16384},
							  {"DeleteOnClose", 67108864},
							  {"SequentialScan", 134217728},
							  {"RandomAccess", 268435456},
							  {"Asynchronous", 1073741824},
							  {"WriteThrough", INT32_MIN},
							  {NULL, 0}};
struct type type_file_options = {
	.name = "System.IO.FileOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = file_options_members,
};

static const struct enum_member search_option_members[] = {
	{"TopDirectoryOnly", 0}, {"AllDirectories", 1}, {NULL, 0}};
struct type type_search_option = {
	.name = "System.IO.SearchOption",
	.flags = TYPE_ENUM,
	.enum_members = search_option_members,
};

static const struct enum_member seek_origin_members[] = {
	{"Begin", 0}, {"Current", 1}, {"End", 2}, {NULL, 0}};
struct type type_seek_origin = {
	.name = "System.IO.SeekOrigin",
	.flags = TYPE_ENUM,
	.enum_members = seek_origin_members,
};

static const struct enum_member drive_type_members[] = {
	{"Unknown", 0}, {"NoRootDirectory", 1}, {"Removable", 2}, {"Fixed", 3},
	{"Network", 4}, {"CDRom", 5},           {"Ram", 6},       {NULL, 0}};
struct type type_drive_type = {
	.name = "System.IO.DriveType",
	.flags = TYPE_ENUM,
	.enum_members = drive_type_members,
};

static const struct enum_member unix_file_mode_members[] = {
	{"None", 0},         {"OtherExecute", 1},
	{"OtherWrite", 2},   {"OtherRead", 4},
	{"GroupExecute", 8}, {"GroupWrite", 16},
	{"GroupRead", 32},   {"UserExecute", 64},
	{"UserWrite", 128},  {"UserRead", 256},
	{"StickyBit", 512},  {"SetGroup", 1024},
	{"SetUser", 2048},   {NULL, 0}};
struct type type_unix_file_mode = {
	.name = "System.IO.UnixFileMode",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = unix_file_mode_members,
};

static const struct enum_member match_casing_members[] = {
	{"PlatformDefault", 0}, {"CaseSensitive", 1}, {"CaseInsensitive", 2}, {NULL, 0}};
struct type type_match_casing = {
	.name = "System.IO.MatchCasing",
	.flags = TYPE_ENUM,
	.enum_members = match_casing_members,
};

static const struct enum_member match_type_members[] = {{"Simple", 0}, {"Win32", 1}, {NULL, 0}};
struct type type_match_type = {
	.name = "System.IO.MatchType",
	.flags = TYPE_ENUM,
	.enum_members = match_type_members,
};

static const struct enum_member handle_inheritability_members[] = {
	{"None", 0}, {"Inheritable", 1}, {NULL, 0}};
struct type type_handle_inheritability = {
	.name = "System.IO.HandleInheritability",
	.flags = TYPE_ENUM,
	.enum_members = handle_inheritability_members,
};

static const struct enum_member watcher_change_types_members[] = {
	{"Created", 1}, {"Deleted", 2}, {"Changed", 4}, {"Renamed", 8}, {"All", 15}, {NULL, 0}};
struct type type_watcher_change_types = {
	.name = "System.IO.WatcherChangeTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = watcher_change_types_members,
};

static const struct enum_member notify_filters_members[] = {
	{"FileName", 1},    {"DirectoryName", 2}, {"Attributes", 4}, {"Size", 8}, {"LastWrite", 16},
	{"LastAccess", 32}, {"CreationTime", 64}, {"Security", 256}, {NULL, 0}};
struct type type_notify_filters = {
	.name = "System.IO.NotifyFilters",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = notify_filters_members,
};

static const struct enum_member regex_options_members[] = {{"None", 0},
							   {"IgnoreCase", 1},
							   {"Multiline", 2},
							   {"ExplicitCapture", 4},
							   {"Compiled", 8},
							   {"Singleline", 16},
							   {"IgnorePatternWhitespace", 32},
							   {"RightToLeft", 64},
							   {"ECMAScript", 256},
							   {"CultureInvariant", 512},
							   {"NonBacktracking", 1024},
							   {NULL, 0}};
struct type type_regex_options = {
	.name = "System.Text.RegularExpressions.RegexOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = regex_options_members,
};

static const struct enum_member normalization_form_members[] = {
	{"FormC", 1}, {"FormD", 2}, {"FormKC", 5}, {"FormKD", 6}, {NULL, 0}};
struct type type_normalization_form = {
	.name = "System.Text.NormalizationForm",
	.flags = TYPE_ENUM,
	.enum_members = normalization_form_members,
};

static const struct enum_member address_family_members[] = {{"Unspecified", 0},
							    {"Unix", 1},
							    {"InterNetwork", 2},
							    {"ImpLink", 3},
							    {"Pup", 4},
							    {"Chaos", 5},
							    {"NS", 6},
							    {"Ipx", 6},
							    {"Iso", 7},
							    {"Osi", 7},
							    {"Ecma", 8},
							    {"DataKit", 9},
							    {"Ccitt", 10},
							    {"Sna", 11},
							    {"DecNet", 12},
							    {"DataLink", 13},
							    {"Lat", 14},
							    {"HyperChannel", 15},
							    {"AppleTalk", 16},
							    {"NetBios", 17},
							    {"VoiceView", 18},
							    {"FireFox", 19},
							    {"Banyan", 21},
							    {"Atm", 22},
							    {"InterNetworkV6", 23},
							    {"Cluster", 24},
							    {"Ieee12844", 25},
							    {"Irda", 26},
							    {"NetworkDesigners", 28},
							    {"Max", 29},
							    {"Packet", 65536},
							    {"ControllerAreaNetwork", 65537},
							    {"Unknown", -1},
							    {NULL, 0}};
struct type type_address_family = {
	.name = "System.Net.Sockets.AddressFamily",
	.flags = TYPE_ENUM,
	.enum_members = address_family_members,
};

static const struct enum_member protocol_type_members[] = {
	{"IP", 0},
	{"IPv6HopByHopOptions", 0},
	{"Unspecified", 0},
	{"Icmp", 1},
	{"Igmp", 2},
	{"Ggp", 3},
	{"IPv4", 4},
	{"Tcp", 6},
	{"Pup", 12},
	{"Udp", 17},
	{"Idp", 22},
	{"IPv6", 41},
	{"IPv6RoutingHeader", 43},
	{"IPv6FragmentHeader", 44},
	{"IPSecEncapsulatingSecurityPayload", 50},
	{"IPSecAuthenticationHeader", 51},
	{"IcmpV6", 58},
	{"IPv6NoNextHeader", 59},
	{"IPv6DestinationOptions", 60},
	{"ND", 77},
	{"Raw", 255},
	{"Ipx", 1000},
	{"Spx", 1256},
	{"SpxII", 1257},
	{"Unknown", -1},
	{NULL, 0}};
struct type type_protocol_type = {
	.name = "System.Net.Sockets.ProtocolType",
	.flags = TYPE_ENUM,
	.enum_members = protocol_type_members,
};

static const struct enum_member socket_type_members[] = {
	{"Stream", 1},    {"Dgram", 2},    {"Raw", 3}, {"Rdm", 4},
	{"Seqpacket", 5}, {"Unknown", -1}, {NULL, 0}};
struct type type_socket_type = {
	.name = "System.Net.Sockets.SocketType",
	.flags = TYPE_ENUM,
	.enum_members = socket_type_members,
};

static const struct enum_member security_protocol_type_members[] = {
	{"SystemDefault", 0}, {"Ssl3", 48},     {"Tls", 192}, {"Tls11", 768},
	{"Tls12", 3072},      {"Tls13", 12288}, {NULL, 0}};
struct type type_security_protocol_type = {
	.name = "System.Net.SecurityProtocolType",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = security_protocol_type_members,
};

static const struct enum_member http_status_code_members[] = {
	{"Continue", 100},
	{"SwitchingProtocols", 101},
	{"Processing", 102},
	{"EarlyHints", 103},
	{"OK", 200},
	{"Created", 201},
	{"Accepted", 202},
	{"NonAuthoritativeInformation", 203},
	{"NoContent", 204},
	{"ResetContent", 205},
	{"PartialContent", 206},
	{"MultiStatus", 207},
	{"AlreadyReported", 208},
	{"IMUsed", 226},
	{"MultipleChoices", 300},
	{"Ambiguous", 300},
	{"MovedPermanently", 301},
	{"Moved", 301},
	{"Found", 302},
	{"Redirect", 302},
	{"SeeOther", 303},
	{"RedirectMethod", 303},
	{"NotModified", 304},
	{"UseProxy", 305},
	{"Unused", 306},
	{"TemporaryRedirect", 307},
	{"RedirectKeepVerb", 307},
	{"PermanentRedirect", 308},
	{"BadRequest", 400},
	{"Unauthorized", 401},
	{"PaymentRequired", 402},
	{"Forbidden", 403},
	{"NotFound", 404},
	{"MethodNotAllowed", 405},
	{"NotAcceptable", 406},
	{"ProxyAuthenticationRequired", 407},
	{"RequestTimeout", 408},
	{"Conflict", 409},
	{"Gone", 410},
	{"LengthRequired", 411},
	{"PreconditionFailed", 412},
	{"RequestEntityTooLarge", 413},
	{"RequestUriTooLong", 414},
	{"UnsupportedMediaType", 415},
	{"RequestedRangeNotSatisfiable", 416},
	{"ExpectationFailed", 417},
	{"MisdirectedRequest", 421},
	{"UnprocessableEntity", 422},
	{"UnprocessableContent", 422},
	{"Locked", 423},
	{"FailedDependency", 424},
	{"UpgradeRequired", 426},
	{"PreconditionRequired", 428},
	{"TooManyRequests", 429},
	{"RequestHeaderFieldsTooLarge", 431},
	{"UnavailableForLegalReasons", 451},
	{"InternalServerError", 500},
	{"NotImplemented", 501},
	{"BadGateway", 502},
	{"ServiceUnavailable", 503},
	{"GatewayTimeout", 504},
	{"HttpVersionNotSupported", 505},
	{"VariantAlsoNegotiates", 506},
	{"InsufficientStorage", 507},
	{"LoopDetected", 508},
	{"NotExtended", 510},
	{"NetworkAuthenticationRequired", 511},
	{NULL, 0}};
struct type type_http_status_code = {
	.name = "System.Net.HttpStatusCode",
	.flags = TYPE_ENUM,
	.enum_members = http_status_code_members,
};

static const struct enum_member mail_priority_members[] = {
	{"Normal", 0}, {"Low", 1}, {"High", 2}, {NULL, 0}};
struct type type_mail_priority = {
	.name = "System.Net.Mail.MailPriority",
	.flags = TYPE_ENUM,
	.enum_members = mail_priority_members,
};

static const struct enum_member delivery_notification_options_members[] = {
	{"None", 0},  {"OnSuccess", 1},     {"OnFailure", 2},
	{"Delay", 4}, {"Never", 134217728}, {NULL, 0}};
struct type type_delivery_notification_options = {
	.name = "System.Net.Mail.DeliveryNotificationOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = delivery_notification_options_members,
};

static const struct enum_member smtp_delivery_method_members[] = {
	{"Network", 0}, {"SpecifiedPickupDirectory", 1}, {"PickupDirectoryFromIis", 2}, {NULL, 0}};
struct type type_smtp_delivery_method = {
	.name = "System.Net.Mail.SmtpDeliveryMethod",
	.flags = TYPE_ENUM,
	.enum_members = smtp_delivery_method_members,
};

static const struct enum_member cipher_mode_members[] = {{"CBC", 1}, {"ECB", 2}, {"OFB", 3},
							 {"CFB", 4}, {"CTS", 5}, {NULL, 0}};
struct type type_cipher_mode = {
	.name = "System.Security.Cryptography.CipherMode",
	.flags = TYPE_ENUM,
	.enum_members = cipher_mode_members,
};

static const struct enum_member padding_mode_members[] = {
	{"None", 1}, {"PKCS7", 2}, {"Zeros", 3}, {"ANSIX923", 4}, {"ISO10126", 5}, {NULL, 0}};
struct type type_padding_mode = {
	.name = "System.Security.Cryptography.PaddingMode",
	.flags = TYPE_ENUM,
	.enum_members = padding_mode_members,
};

static const struct enum_member process_window_style_members[] = {
	{"Normal", 0}, {"Hidden", 1}, {"Minimized", 2}, {"Maximized", 3}, {NULL, 0}};
struct type type_process_window_style = {
	.name = "System.Diagnostics.ProcessWindowStyle",
	.flags = TYPE_ENUM,
	.enum_members = process_window_style_members,
};

static const struct enum_member process_priority_class_members[] = {
	{"Normal", 32},         {"Idle", 64},           {"High", 128}, {"RealTime", 256},
	{"BelowNormal", 16384}, {"AboveNormal", 32768}, {NULL, 0}};
struct type type_process_priority_class = {
	.name = "System.Diagnostics.ProcessPriorityClass",
	.flags = TYPE_ENUM,
	.enum_members = process_priority_class_members,
};

static const struct enum_member thread_state_members[] = {{"Running", 0},
							  {"StopRequested", 1},
							  {"SuspendRequested", 2},
							  {"Background", 4},
							  {"Unstarted", 8},
							  {"Stopped", 16},
							  {"WaitSleepJoin", 32},
							  {"Suspended", 64},
							  {"AbortRequested", 128},
							  {"Aborted", 256},
							  {NULL, 0}};
struct type type_thread_state = {
	.name = "System.Threading.ThreadState",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = thread_state_members,
};

static const struct enum_member apartment_state_members[] = {
	{"STA", 0}, {"MTA", 1}, {"Unknown", 2}, {NULL, 0}};
struct type type_apartment_state = {
	.name = "System.Threading.ApartmentState",
	.flags = TYPE_ENUM,
	.enum_members = apartment_state_members,
};

static const struct enum_member thread_priority_members[] = {{"Lowest", 0},  {"BelowNormal", 1},
							     {"Normal", 2},  {"AboveNormal", 3},
							     {"Highest", 4}, {NULL, 0}};
struct type type_thread_priority = {
	.name = "System.Threading.ThreadPriority",
	.flags = TYPE_ENUM,
	.enum_members = thread_priority_members,
};

static const struct enum_member binding_flags_members[] = {{"Default", 0},
							   {"IgnoreCase", 1},
							   {"DeclaredOnly", 2},
							   {"Instance", 4},
							   {"Static", 8},
							   {"Public", 16},
							   {"NonPublic", 32},
							   {"FlattenHierarchy", 64},
							   {"InvokeMethod", 256},
							   {"CreateInstance", 512},
							   {"GetField", 1024},
							   {"SetField", 2048},
							   {"GetProperty", 4096},
							   {"SetProperty", 8192},
							   {"PutDispProperty", 16384},
							   {"PutRefDispProperty", 32768},
							   {"ExactBinding", 65536},
							   {"SuppressChangeType", 131072},
							   {"OptionalParamBinding", 262144},
							   {"IgnoreReturn", 16777216},
							   {"DoNotWrapExceptions", 33554432},
							   {NULL, 0}};
struct type type_binding_flags = {
	.name = "System.Reflection.BindingFlags",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = binding_flags_members,
};

static const struct enum_member member_types_members[] = {
	{"Constructor", 1}, {"Event", 2},   {"Field", 4},        {"Method", 8}, {"Property", 16},
	{"TypeInfo", 32},   {"Custom", 64}, {"NestedType", 128}, {"All", 191},  {NULL, 0}};
struct type type_member_types = {
	.name = "System.Reflection.MemberTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = member_types_members,
};

static const struct enum_member xml_node_type_members[] = {{"None", 0},
							   {"Element", 1},
							   {"Attribute", 2},
							   {"Text", 3},
							   {"CDATA", 4},
							   {"EntityReference", 5},
							   {"Entity", 6},
							   {"ProcessingInstruction", 7},
							   {"Comment", 8},
							   {"Document", 9},
							   {"DocumentType", 10},
							   {"DocumentFragment", 11},
							   {"Notation", 12},
							   {"Whitespace", 13},
							   {"SignificantWhitespace", 14},
							   {"EndElement", 15},
							   {"EndEntity", 16},
							   {"XmlDeclaration", 17},
							   {NULL, 0}};
struct type type_xml_node_type = {
	.name = "System.Xml.XmlNodeType",
	.flags = TYPE_ENUM,
	.enum_members = xml_node_type_members,
};

static const struct enum_member new_line_handling_members[] = {
	{"Replace", 0}, {"Entitize", 1}, {"None", 2}, {NULL, 0}};
struct type type_new_line_handling = {
	.name = "System.Xml.NewLineHandling",
	.flags = TYPE_ENUM,
	.enum_members = new_line_handling_members,
};

static const struct enum_member conformance_level_members[] = {
	{"Auto", 0}, {"Fragment", 1}, {"Document", 2}, {NULL, 0}};
struct type type_conformance_level = {
	.name = "System.Xml.ConformanceLevel",
	.flags = TYPE_ENUM,
	.enum_members = conformance_level_members,
};

static const struct enum_member formatting_members[] = {{"None", 0}, {"Indented", 1}, {NULL, 0}};
struct type type_formatting = {
	.name = "System.Xml.Formatting",
	.flags = TYPE_ENUM,
	.enum_members = formatting_members,
};

static const struct enum_member list_sort_direction_members[] = {
	{"Ascending", 0}, {"Descending", 1}, {NULL, 0}};
struct type type_list_sort_direction = {
	.name = "System.ComponentModel.ListSortDirection",
	.flags = TYPE_ENUM,
	.enum_members = list_sort_direction_members,
};

struct type *const enum_types_system[] = {&type_day_of_week,
					  &type_date_time_kind,
					  &type_date_time_styles,
					  &type_time_span_styles,
					  &type_number_styles,
					  &type_compare_options,
					  &type_culture_types,
					  &type_calendar_week_rule,
					  &type_string_comparison,
					  &type_string_split_options,
					  &type_console_color,
					  &type_console_key,
					  &type_console_modifiers,
					  &type_midpoint_rounding,
					  &type_type_code,
					  &type_platform_id,
					  &type_uri_kind,
					  &type_uri_components,
					  &type_uri_format,
					  &type_uri_partial,
					  &type_uri_host_name_type,
					  &type_environment_variable_target,
					  &type_special_folder,
					  &type_special_folder_option,
					  &type_base64_formatting_options,
					  &type_attribute_targets,
					  &type_gc_collection_mode,
					  &type_file_mode,
					  &type_file_access,
					  &type_file_share,
					  &type_file_attributes,
					  &type_file_options,
					  &type_search_option,
					  &type_seek_origin,
					  &type_drive_type,
					  &type_unix_file_mode,
					  &type_match_casing,
					  &type_match_type,
					  &type_handle_inheritability,
					  &type_watcher_change_types,
					  &type_notify_filters,
					  &type_regex_options,
					  &type_normalization_form,
					  &type_address_family,
					  &type_protocol_type,
					  &type_socket_type,
					  &type_security_protocol_type,
					  &type_http_status_code,
					  &type_mail_priority,
					  &type_delivery_notification_options,
					  &type_smtp_delivery_method,
					  &type_cipher_mode,
					  &type_padding_mode,
					  &type_process_window_style,
					  &type_process_priority_class,
					  &type_thread_state,
					  &type_apartment_state,
					  &type_thread_priority,
					  &type_binding_flags,
					  &type_member_types,
					  &type_xml_node_type,
					  &type_new_line_handling,
					  &type_conformance_level,
					  &type_formatting,
					  &type_list_sort_direction,
					  NULL};

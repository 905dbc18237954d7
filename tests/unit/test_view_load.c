/* The reader of format files. */
#include "formatters/view.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char file_text[] =
	"<Configuration>"
	"<SelectionSets><SelectionSet><Name>Pets</Name><Types><TypeName>Cat</TypeName>"
	"<TypeName>Dog</TypeName></Types></SelectionSet></SelectionSets>"
	"<ViewDefinitions>"
	"<View><Name>T</Name><ViewSelectedBy><SelectionSetName>Pets</SelectionSetName>"
	"<TypeName>Cow</TypeName></ViewSelectedBy>"
	"<GroupBy><PropertyName>Kind</PropertyName><Label>Sort</Label></GroupBy>"
	"<TableControl><AutoSize/><TableHeaders>"
	"<TableColumnHeader><Label>N</Label><Width>12</Width><Alignment>Right</Alignment>"
	"</TableColumnHeader><TableColumnHeader/></TableHeaders>"
	"<TableRowEntries><TableRowEntry><Wrap/><TableColumnItems>"
	"<TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>"
	"<TableColumnItem><ScriptBlock> $_.Age * 2 </ScriptBlock><FormatString>N1</FormatString>"
	"</TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl>"
	"</View>"
	"<View><Name>C</Name><OutOfBand/><ViewSelectedBy><TypeName>Cow</TypeName></ViewSelectedBy>"
	"<CustomControl><CustomEntries>"
	"<CustomEntry><CustomItem><Text>moo </Text><NewLine/><Frame><LeftIndent>4</LeftIndent>"
	"<CustomItem><ExpressionBinding><PropertyName>Name</PropertyName></ExpressionBinding>"
	"</CustomItem></Frame></CustomItem></CustomEntry>"
	"<CustomEntry><EntrySelectedBy><TypeName>Bull</TypeName></EntrySelectedBy>"
	"<CustomItem/></CustomEntry>"
	"</CustomEntries></CustomControl></View>"
	"</ViewDefinitions></Configuration>";

static void test_table(void **state)
{
	struct view_file *file = view_load(file_text, strlen(file_text), "f.ps1xml", NULL);
	(void)state;
	assert_non_null(file);
	assert_int_equal(file->view_count, 2);
	const struct view *view = &file->views[0];
	assert_int_equal(view->shape, SHAPE_TABLE);
	assert_true(view->autosize);
	assert_int_equal(view->types.count, 3);
	assert_string_equal(view->types.names[1], "Dog");
	assert_string_equal(view->group_by->property, "Kind");
	assert_string_equal(view->group_label, "Sort");
	assert_int_equal(view->column_count, 2);
	assert_int_equal(view->columns[0].width, 12);
	assert_int_equal(view->columns[0].alignment, ALIGN_RIGHT);
	assert_null(view->columns[1].label);
	assert_true(view->entries[0].wrap);
	assert_string_equal(view->entries[0].items[1].expression.script, "$_.Age * 2");
	assert_string_equal(view->entries[0].items[1].format, "N1");
	view_file_free(&file);
	assert_null(file);
}

static void test_custom(void **state)
{
	struct view_file *file = view_load(file_text, strlen(file_text), "f.ps1xml", NULL);
	(void)state;
	const struct view *view = &file->views[1];
	assert_true(view->out_of_band);
	assert_int_equal(view->entry_count, 2);
	/* The entry for all comes last. */
	assert_string_equal(view->entries[0].selection.types.names[0], "Bull");
	assert_true(view->entries[1].selection.any);
	const struct view_node *nodes = view->entries[1].nodes;
	assert_int_equal(view->entries[1].node_count, 3);
	assert_string_equal(nodes[0].text, "moo ");
	assert_int_equal(nodes[1].kind, NODE_NEW_LINE);
	assert_int_equal(nodes[2].left, 4);
	assert_string_equal(nodes[2].children[0].expression.property, "Name");
	view_file_free(&file);
}

static void test_errors(void **state)
{
	static const char broken[] = "<Configuration>\n<Oops></Configuration>", other[] = "<a/>";
	struct error error = ERROR_INIT;
	(void)state;
	assert_null(view_load(broken, strlen(broken), "f.ps1xml", &error));
	assert_non_null(strstr(error.message, "f.ps1xml, line 2"));
	error_clear(&error);
	assert_null(view_load(other, strlen(other), "f.ps1xml", &error));
	assert_non_null(strstr(error.message, "Configuration"));
	error_clear(&error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_custom),
		cmocka_unit_test(test_errors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

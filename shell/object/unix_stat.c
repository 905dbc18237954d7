#include "object/unix_stat.h"

#include "object/gc.h"
#include "object/io_info.h"
#include "object/member.h"

struct unix_stat {
	struct cell cell;
	Value info;
};

static void stat_mark(void *cell)
{
	gc_mark(((struct unix_stat *)cell)->info);
}

Value unix_stat_new(Value info)
{
	struct unix_stat *s = gc_alloc(&type_unix_stat, VALUE_OBJECT, sizeof(*s));
	s->info = info;
	return value_cell(VALUE_OBJECT, s);
}

static enum status ask(Value self, const char *name, Value *result_r)
{
	bool found;
	return member_get_own(((struct unix_stat *)self.cell)->info, name, result_r, &found);
}

/* Any property makes the info read the entry. */
static const struct stat *entry_of(Value self)
{
	Value ignored;
	if (ask(self, "Size", &ignored) != OK)
		return NULL;
	return &value_as_file_system_info(((struct unix_stat *)self.cell)->info)->stat;
}

#define NUMBER(name, make, expression)                             \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		const struct stat *st = entry_of(self);            \
		if (!st)                                           \
			return ERROR;                              \
		*result_r = make(expression);                      \
		return OK;                                         \
	}
NUMBER(inode, value_int64, (int64_t)st->st_ino)
NUMBER(mode, value_int, (int32_t)st->st_mode)
NUMBER(user, value_int, (int32_t)st->st_uid)
NUMBER(group, value_int, (int32_t)st->st_gid)
NUMBER(links, value_int, (int32_t)st->st_nlink)
NUMBER(size, value_int64, (int64_t)st->st_size)
NUMBER(block_size, value_int64, (int64_t)st->st_blksize)
NUMBER(blocks, value_int, (int32_t)st->st_blocks)
NUMBER(device, value_int, (int32_t)st->st_dev)
NUMBER(set_uid, value_bool, (st->st_mode & S_ISUID) != 0)
NUMBER(set_gid, value_bool, (st->st_mode & S_ISGID) != 0)
NUMBER(sticky, value_bool, (st->st_mode & S_ISVTX) != 0)

static enum status mode_string(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	return ask(self, "UnixMode", result_r);
}

static enum status user_name(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	return ask(self, "User", result_r);
}

static enum status group_name(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	return ask(self, "Group", result_r);
}

static const struct member members[] = {
	PROPERTY("long Inode {get;set;}", get_inode),
	PROPERTY("int Mode {get;set;}", get_mode),
	PROPERTY("int UserId {get;set;}", get_user),
	PROPERTY("int GroupId {get;set;}", get_group),
	PROPERTY("int HardlinkCount {get;set;}", get_links),
	PROPERTY("long Size {get;set;}", get_size),
	PROPERTY("long BlockSize {get;set;}", get_block_size),
	PROPERTY("int DeviceId {get;set;}", get_device),
	PROPERTY("int NumberOfBlocks {get;set;}", get_blocks),
	PROPERTY("bool IsSetUid {get;set;}", get_set_uid),
	PROPERTY("bool IsSetGid {get;set;}", get_set_gid),
	PROPERTY("bool IsSticky {get;set;}", get_sticky),
	METHOD("string GetModeString()", mode_string),
	METHOD("string GetUserName()", user_name),
	METHOD("string GetGroupName()", group_name),
	MEMBER_END,
};
struct type type_unix_stat = {
	.name = "System.Management.Automation.Platform+Unix+CommonStat",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = stat_mark,
};

#include "formatters/packet.h"
#include "object/string.h"
#include "object/type.h"

#define NAMESPACE "Microsoft.PowerShell.Commands.Internal.Format."

static void mark_packet(void *cell)
{
	struct packet *p = cell;
	gc_mark_buffer(p->shape);
	gc_mark_buffer(p->heading);
	gc_mark_buffer(p->nodes);
	gc_mark_buffer(p->fields);
	gc_mark(p->text);
}

static enum status get_class_id(Value self, Value *result_r);

/* Scripts meet these when they pipe Format-Table's output on; the contents are for Out-* only. */
static enum status get_nothing(Value self, Value *result_r)
{
	(void)self;
	*result_r = NULL_VALUE;
	return OK;
}

static enum status get_out_of_band(Value self, Value *result_r)
{
	*result_r = value_bool(value_as_packet(self)->out_of_band);
	return OK;
}

#define CLASS_ID PROPERTY("string ClassId2e4f51ef21dd47e99d3c952918aff9cd {get;}", get_class_id)
#define INTERNAL(type_text, name) PROPERTY(NAMESPACE type_text " " name " {get;set;}", get_nothing)

static const struct member start_members[] = {
	CLASS_ID,
	INTERNAL("AutosizeInfo", "autosizeInfo"),
	INTERNAL("GroupingEntry", "groupingEntry"),
	INTERNAL("PageFooterEntry", "pageFooterEntry"),
	INTERNAL("PageHeaderEntry", "pageHeaderEntry"),
	INTERNAL("ShapeInfo", "shapeInfo"),
	MEMBER_END,
};
static const struct member group_start_members[] = {
	CLASS_ID,
	INTERNAL("GroupingEntry", "groupingEntry"),
	INTERNAL("ShapeInfo", "shapeInfo"),
	MEMBER_END,
};
static const struct member entry_members[] = {
	CLASS_ID,
	INTERNAL("FormatEntryInfo", "formatEntryInfo"),
	PROPERTY("bool isHelpObject {get;set;}", get_nothing),
	PROPERTY("bool outOfBand {get;set;}", get_out_of_band),
	PROPERTY("string writeStream {get;set;}", get_nothing),
	MEMBER_END,
};
static const struct member end_members[] = {
	CLASS_ID,
	INTERNAL("GroupingEntry", "groupingEntry"),
	MEMBER_END,
};

#define PACKET_TYPE(text, rows)                                                                   \
	{                                                                                         \
		.name = NAMESPACE text, .tag = VALUE_OBJECT, .members = rows, .mark = mark_packet \
	}

static struct type packet_types[] = {
	[PACKET_FORMAT_START] = PACKET_TYPE("FormatStartData", start_members),
	[PACKET_GROUP_START] = PACKET_TYPE("GroupStartData", group_start_members),
	[PACKET_ENTRY] = PACKET_TYPE("FormatEntryData", entry_members),
	[PACKET_GROUP_END] = PACKET_TYPE("GroupEndData", end_members),
	[PACKET_FORMAT_END] = PACKET_TYPE("FormatEndData", end_members),
};

static const char *const class_ids[] = {
	[PACKET_FORMAT_START] = "033ecb2bc07a4d43b5ef94ed5a35d280",
	[PACKET_GROUP_START] = "9e210fe47d09416682b841769c78b8a3",
	[PACKET_ENTRY] = "27c87ef9bbda4f709f6b4002fa4af63c",
	[PACKET_GROUP_END] = "4ec4f0187cb04f4cb6973460dfe252df",
	[PACKET_FORMAT_END] = "cf522b78d86c486691226b40aa69e95c",
};

static enum status get_class_id(Value self, Value *result_r)
{
	*result_r = string_from(class_ids[value_as_packet(self)->kind]);
	return OK;
}

Value packet_new(enum packet_kind kind)
{
	if (!(packet_types[kind].flags & TYPE_PREPARED))
		type_register(&packet_types[kind]);
	struct packet *p = gc_alloc(&packet_types[kind], VALUE_OBJECT, sizeof(*p));
	p->kind = kind;
	return value_cell(VALUE_OBJECT, p);
}

struct packet *value_as_packet(Value v)
{
	v = value_base(v);
	if (v.tag != VALUE_OBJECT || v.cell->type < packet_types ||
	    v.cell->type >= packet_types + countof(packet_types))
		return NULL;
	return (struct packet *)v.cell;
}

struct packet_nodes *packet_nodes_new(void)
{
	return gc_alloc_buffer(sizeof(struct packet_nodes));
}

static struct packet_node *add_node(struct packet_nodes *nodes, enum packet_node_kind kind)
{
	if (nodes->count == nodes->capacity) {
		size_t size = nodes->capacity * sizeof(*nodes->items);
		nodes->capacity = nodes->capacity ? nodes->capacity * 2 : 4;
		size_t larger = nodes->capacity * sizeof(*nodes->items);
		nodes->items = nodes->items ? gc_realloc_buffer(nodes->items, size, larger)
					    : gc_alloc_buffer(larger);
	}
	struct packet_node *node = &nodes->items[nodes->count++];
	*node = (struct packet_node){.kind = kind};
	return node;
}

void packet_nodes_add_text(struct packet_nodes *nodes, Value text)
{
	add_node(nodes, PACKET_TEXT)->text = text;
}

void packet_nodes_add_line(struct packet_nodes *nodes)
{
	add_node(nodes, PACKET_NEW_LINE);
}

struct packet_nodes *packet_nodes_add_frame(struct packet_nodes *nodes, int left, int right,
					    int first_line)
{
	struct packet_node *node = add_node(nodes, PACKET_FRAME);
	node->left = left;
	node->right = right;
	node->first_line = first_line;
	return node->children = packet_nodes_new();
}

file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "extern const char embedded_${SYMBOL}[];\nextern const unsigned long embedded_${SYMBOL}_size;\n\
const char embedded_${SYMBOL}[] = {${bytes}0};\nconst unsigned long embedded_${SYMBOL}_size = ${size};\n")

# embed(VAR file): compiles a file into the program as `const char embedded_<name>[]` (with a NUL behind it)
# and `const unsigned long embedded_<name>_size`; appends the generated .c to VAR.
function(embed var file)
	get_filename_component(path ${file} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
	get_filename_component(name ${path} NAME)
	string(MAKE_C_IDENTIFIER ${name} symbol)
	set(output ${CMAKE_BINARY_DIR}/generated/${symbol}.c)
	add_custom_command(OUTPUT ${output}
		COMMAND ${CMAKE_COMMAND} -DINPUT=${path} -DOUTPUT=${output} -DSYMBOL=${symbol}
			-P ${CMAKE_SOURCE_DIR}/scripts/embed_file.cmake
		DEPENDS ${path} ${CMAKE_SOURCE_DIR}/scripts/embed_file.cmake)
	set(${var} ${${var}} ${output} PARENT_SCOPE)
endfunction()

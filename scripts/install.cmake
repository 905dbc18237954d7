# What is installed beside the programs, and the Debian package: cmake --install build; cpack --config build/CPackConfig.cmake
configure_file(scripts/install.d/exosh.service ${CMAKE_BINARY_DIR}/exosh.service @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/exosh.service DESTINATION lib/systemd/user)

# Debian wants manuals and changelogs compressed, without a time stamp in them.
find_program(GZIP gzip REQUIRED)
function(install_compressed name folder)
	set(source ${CMAKE_SOURCE_DIR}/scripts/install.d/${name})
	set(compressed ${CMAKE_BINARY_DIR}/install/${name}.gz)
	add_custom_command(OUTPUT ${compressed} DEPENDS ${source}
		COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/install
		COMMAND ${GZIP} -9nc ${source} > ${compressed})
	add_custom_target(compress_${name} ALL DEPENDS ${compressed})
	install(FILES ${compressed} DESTINATION ${folder})
endfunction()
install_compressed(exosh.1 ${CMAKE_INSTALL_MANDIR}/man1)
install_compressed(exosh-service.1 ${CMAKE_INSTALL_MANDIR}/man1)
install_compressed(changelog ${CMAKE_INSTALL_DOCDIR})

install(FILES scripts/install.d/exosh.bash-completion
	DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME exosh)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "native PowerShell that migrates mailboxes")
set(CPACK_PACKAGE_DESCRIPTION "exosh runs PowerShell scripts and the migration cmdlets of Exchange Online,
and moves mail out of any IMAP server. It needs no .NET.")
set(CPACK_PACKAGE_CONTACT "the authors of exosh <exosh@localhost>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION shells)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, libcurl4") # libcurl is loaded, not linked: none else names it
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "bash-completion, man-db")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)

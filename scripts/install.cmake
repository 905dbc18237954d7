# What is installed beside the programs, and the Debian package: cmake --install build; cpack --config build/CPackConfig.cmake
configure_file(scripts/install.d/exosh.service ${CMAKE_BINARY_DIR}/exosh.service @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/exosh.service DESTINATION lib/systemd/user)
install(FILES scripts/install.d/exosh.1 scripts/install.d/exosh-service.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
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
set(CPACK_DEBIAN_PACKAGE_DEPENDS ca-certificates)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)

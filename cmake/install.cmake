# SPDX-License-Identifier: Apache-2.0
# Installs headers, libraries and the package that find_package(linli CONFIG) reads.
include(CMakePackageConfigHelpers)

set(presets_dir ${CMAKE_INSTALL_DATADIR}/linli/presets)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/linli)
configure_package_config_file(cmake/linli-config.cmake.in linli-config.cmake
                              INSTALL_DESTINATION ${package_dir} PATH_VARS presets_dir)
# Before 1.0 a new minor version may change the interface.
write_basic_package_version_file(linli-config-version.cmake COMPATIBILITY SameMinorVersion)

install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY python/linli/presets/ DESTINATION ${presets_dir}
        FILES_MATCHING PATTERN "*.toml")
install(TARGETS linli linli_io EXPORT linli-targets)
install(EXPORT linli-targets NAMESPACE linli:: DESTINATION ${package_dir})
install(FILES ${PROJECT_BINARY_DIR}/linli-config.cmake
              ${PROJECT_BINARY_DIR}/linli-config-version.cmake cmake/dependencies.cmake
        DESTINATION ${package_dir})

# SPDX-License-Identifier: Apache-2.0
# Finds what linli's headers and libraries need; the build and the installed package both use it.

# A package's own CMake files come first. Where there are none, plain headers do: those of the
# Python wheels that pip put into the build environment, or any others on the search path.
function(linli_find_headers package target header least suffix)
    find_package(${package} CONFIG QUIET GLOBAL)
    if(TARGET ${target} AND NOT ${package}_VERSION VERSION_LESS least)
        return()
    endif()
    find_path(${package}_HEADERS ${header} PATH_SUFFIXES ${suffix})
    mark_as_advanced(${package}_HEADERS)
    if(${package}_HEADERS AND NOT TARGET ${target})
        add_library(${target} INTERFACE IMPORTED GLOBAL)
        target_include_directories(${target} INTERFACE "${${package}_HEADERS}")
        message(STATUS "linli: ${package} headers in ${${package}_HEADERS}")
    endif()
endfunction()

# Sets `missing` to the first dependency that cannot be found, or to nothing.
macro(linli_find_dependencies missing)
    linli_find_headers(Boost Boost::headers boost/graph/graph_traits.hpp 1.74 boost_headers/include)
    linli_find_headers(Eigen3 Eigen3::Eigen Eigen/SparseCore 3.4
                       "cmeel.prefix/include/eigen3;include/eigen3;eigen3")
    set(THREADS_PREFER_PTHREAD_FLAG ON)
    find_package(Threads QUIET)
    find_package(Iconv QUIET)
    set(${missing})
    foreach(target Boost::headers Eigen3::Eigen Threads::Threads Iconv::Iconv)
        if(NOT TARGET ${target} AND NOT ${missing})
            set(${missing} ${target})
        endif()
    endforeach()
endmacro()

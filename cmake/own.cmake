# SPDX-License-Identifier: Apache-2.0
# Compiler flags for linli's own sources. Always PRIVATE: no consumer inherits a warning.

function(linli_own target)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    target_compile_options(
        ${target}
        PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                # Fused multiply-add would give other bits on other processors.
                -ffp-contract=off
                # GCC 12 sees overlaps in std::string where there are none (GCC bug 105651).
                $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
                $<$<BOOL:${LINLI_WERROR}>:-Werror>)
endfunction()

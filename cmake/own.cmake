# SPDX-License-Identifier: Apache-2.0
# Compiler flags for linli's own sources. Always PRIVATE: no consumer inherits a warning.

function(linli_own target)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    target_compile_options(
        ${target}
        PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                # Fused multiply-add would give other bits on other processors.
                -ffp-contract=off
                $<$<BOOL:${LINLI_WERROR}>:-Werror>)
endfunction()

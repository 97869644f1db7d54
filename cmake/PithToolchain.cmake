# Compiler cache, fast linker, warnings and sanitizers: what every target shares.
find_program(PITH_CCACHE ccache)
if(PITH_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${PITH_CCACHE})
endif()
find_program(PITH_MOLD mold)
if(PITH_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these two in its own std::string and std::vector.
  add_compile_options(-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12's own std::stable_sort calls a function it marks as deprecated.
  add_compile_options(-Wno-deprecated-declarations)
endif()
if(PITH_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)  # the fuzzer sees which branches the libraries take
endif()
if(PITH_SANITIZE)
  add_compile_options(-fsanitize=${PITH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PITH_SANITIZE} -no-pie)  # millions of addresses in what they add would be relocated at each start
endif()

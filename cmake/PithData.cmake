# Links files into the binary: every file is one object made by the assembler's .incbin, found by its name through a generated table.
#   pith_embed(TARGET SYMBOL ROOT FILE...)  gives  pith::embedded_SYMBOL(), a span of {name, bytes}; the user declares
#   std::span<const EmbeddedFile> embedded_SYMBOL();   in namespace pith, with base/embedded.h
function(pith_embed target symbol root)
  enable_language(ASM)
  set(assembly ".section .note.GNU-stack,\"\",%progbits\n.section .rodata\n")
  set(table "#include \"base/embedded.h\"\n\nextern \"C\" {\n")
  set(rows "")
  set(n 0)
  foreach(file IN LISTS ARGN)
    file(RELATIVE_PATH name "${root}" "${file}")
    string(APPEND assembly ".global pith_${symbol}_${n}\n.global pith_${symbol}_${n}_end\n.balign 16\npith_${symbol}_${n}:\n.incbin \"${file}\"\npith_${symbol}_${n}_end:\n.byte 0\n")
    string(APPEND table "extern const char pith_${symbol}_${n}[];\nextern const char pith_${symbol}_${n}_end[];\n")
    string(APPEND rows "      {\"${name}\", {pith_${symbol}_${n}, static_cast<std::size_t>(pith_${symbol}_${n}_end - pith_${symbol}_${n})}},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND table "}\n\nnamespace pith {\n\nstd::span<const EmbeddedFile> embedded_${symbol}();\n\nstd::span<const EmbeddedFile> embedded_${symbol}() {\n  static const EmbeddedFile files[] = {\n${rows}  };\n  return files;\n}\n\n}  // namespace pith\n")
  file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/embedded/${symbol}.s" CONTENT "${assembly}")
  file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/embedded/${symbol}.cpp" CONTENT "${table}")
  add_library(pith_embedded_${symbol} STATIC "${CMAKE_BINARY_DIR}/embedded/${symbol}.s" "${CMAKE_BINARY_DIR}/embedded/${symbol}.cpp")
  set_source_files_properties("${CMAKE_BINARY_DIR}/embedded/${symbol}.s" PROPERTIES OBJECT_DEPENDS "${ARGN}"
    COMPILE_OPTIONS "-Wno-unused-command-line-argument")  # clang means the sanitizers, which an assembler has no use for
  target_include_directories(pith_embedded_${symbol} PRIVATE "${CMAKE_SOURCE_DIR}/src")
  target_link_libraries(${target} PUBLIC pith_embedded_${symbol})
endfunction()

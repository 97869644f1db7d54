# Where the time goes: sums over rows of fixed length, which the compiler turns into wide instructions at this level.
set_source_files_properties("${CMAKE_SOURCE_DIR}/src/stages/insight/context_net.cpp" PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-O3>")

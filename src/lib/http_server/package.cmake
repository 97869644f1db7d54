# Beast and Asio are headers only.
find_package(Boost 1.74 REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} Boost::boost)
target_compile_definitions(${target} PRIVATE BOOST_ASIO_NO_DEPRECATED)  # calls that take an error_code do not return it too
# GCC's thread sanitizer does not model Asio's fences and says so; its queues are under mutexes, which it sees.
if(PITH_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(${target} PRIVATE -Wno-tsan)
endif()

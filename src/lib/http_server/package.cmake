# Beast and Asio are headers only. Clang needs to be told that the standard library has coroutines.
find_package(Boost 1.74 REQUIRED)
target_link_libraries(${target} ${PITH_SCOPE} Boost::boost)

// A list for the thousands of things that a document holds: what is in it is never moved, and its memory goes back from
// the front as it is used up. Boost's deque in blocks of one size, so that one list's memory serves the next.
#pragma once

#include <boost/container/deque.hpp>

namespace pith {

template <class T>
using Chunked =
    boost::container::deque<T, void, boost::container::deque_options<boost::container::block_bytes<16'384U>>::type>;

}  // namespace pith

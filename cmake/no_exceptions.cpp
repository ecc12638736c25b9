// The project is built without exceptions. Boost then leaves it to the program to say what a throw means; ours ask it
// for results (see the policies in cmake/flags.cmake) and never get here.
#include <cstdlib>
#include <exception>

#include <boost/assert/source_location.hpp>

namespace boost {

[[noreturn]] void throw_exception(const std::exception&);
[[noreturn]] void throw_exception(const std::exception&, const boost::source_location&);

void throw_exception(const std::exception&) { std::abort(); }
void throw_exception(const std::exception&, const boost::source_location&) { std::abort(); }

}  // namespace boost

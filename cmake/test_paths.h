#pragma once
#include <string>

namespace klarsicht::test {

/// The project's folder, e.g. for `project_dir() + "/tests/golden/…"`. Environment: KLARSICHT_SOURCE_DIR.
std::string project_dir();
/// The folder of real data sets; it need not exist: tests that need it then GTEST_SKIP. Environment: KLARSICHT_DATA.
std::string data_dir();

}  // namespace klarsicht::test

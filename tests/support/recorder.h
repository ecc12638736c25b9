#pragma once
#include <string>
#include <string_view>

#include "platform/cli/commands.h"

namespace klarsicht::test {

/// Collects what the command says.
class Recorder final : public cli::Console {
public:
    void out(std::string_view text) override { output += text; }
    void error(std::string_view text) override { errors += text; }
    bool good() const override { return true; }
    bool interactive() const override { return false; }

    std::string output, errors;
};

}  // namespace klarsicht::test

#include <string_view>
#include <vector>

#include "platform/cli/commands.h"

int main(int count, char** words) {
    const std::vector<std::string_view> arguments(words + (count > 0 ? 1 : 0), words + count);
    return klarsicht::cli::run(arguments, klarsicht::cli::terminal());
}

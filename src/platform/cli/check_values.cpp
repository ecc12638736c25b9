#include <algorithm>
#include <string>

#include "base/listed.h"
#include "platform/cli/files.h"
#include "platform/cli/listing.h"
#include "profile/values/values.h"

namespace klarsicht::cli {

Result<int> check_values(std::string_view type, Console& console) {
    const auto types = value_types();
    if (std::find(types.begin(), types.end(), type) == types.end()) {
        return fail(ErrorCode::usage,
                    Message("error.cli.unknown_type").text("name", type).text("allowed", listed(types)));
    }
    std::string rest;
    const auto judge = [&](std::string_view value) {
        if (value.ends_with('\r')) { value.remove_suffix(1); }
        console.out(is_valid(type, value) ? "valid\n" : "invalid\n");
    };
    auto read = read_slices("-", [&](std::span<const std::byte> slice, double) -> Result<void> {
        rest.append(reinterpret_cast<const char*>(slice.data()), slice.size());
        std::size_t from = 0;
        for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', from)) {
            judge(std::string_view(rest).substr(from, end - from));
            from = end + 1;
        }
        rest.erase(0, from);
        return {};
    });
    if (!read) { return std::unexpected(read.error()); }
    if (!rest.empty()) { judge(rest); }
    return 0;
}

}  // namespace klarsicht::cli

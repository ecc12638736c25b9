#include "platform/cli/listing.h"

namespace klarsicht::cli {

Result<int> check_values(std::string_view type, Console&) {
    return fail(ErrorCode::usage, Message("error.cli.unknown_type").text("name", type).text("allowed", "–"));
}

}  // namespace klarsicht::cli

#include "platform/cli/files.h"

#include <cstdio>
#include <memory>
#include <vector>

#include <sys/stat.h>

#include "ingest/ingest.h"

namespace klarsicht::cli {

namespace {

constexpr std::size_t slice_bytes = std::size_t{4} << 20;
constexpr std::uint64_t text_limit = 16u << 20;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) {
            std::fclose(file);
        }
    }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

Result<void> read_slices(const std::string& path, const std::function<Result<void>(std::span<const std::byte>, double)>& take) {
    double size = 0;
    File file(path == "-" ? stdin : nullptr);
    if (path != "-") {
        struct stat about {};
        if (stat(path.c_str(), &about) == 0) {
            if (S_ISDIR(about.st_mode)) {
                return fail(ErrorCode::unreadable, Message("error.cli.is_folder").text("name", path));
            }
            size = static_cast<double>(about.st_size);
        }
        file.reset(std::fopen(path.c_str(), "rb"));
        if (!file) {
            return fail(ErrorCode::unreadable, Message("error.cli.cannot_open").text("name", path));
        }
    }
    std::vector<std::byte> slice(slice_bytes);
    double read = 0;
    for (;;) {
        const std::size_t got = std::fread(slice.data(), 1, slice.size(), file.get());
        if (got > 0) {
            read += static_cast<double>(got);
            if (auto taken = take(std::span(slice.data(), got), size > 0 ? std::min(1.0, read / size) : 0); !taken) {
                return taken;
            }
        }
        if (got < slice.size()) {
            if (std::ferror(file.get()) != 0) {
                return fail(ErrorCode::unreadable, Message("error.cli.cannot_read").text("name", path));
            }
            return {};
        }
    }
}

Result<std::string> read_text(const std::string& path) {
    std::string text;
    auto read = read_slices(path, [&](std::span<const std::byte> slice, double) -> Result<void> {
        if (text.size() + slice.size() > text_limit) {
            return fail(ErrorCode::usage, Message("error.cli.cannot_read").text("name", path));
        }
        text.append(reinterpret_cast<const char*>(slice.data()), slice.size());
        return {};
    });
    if (!read) {
        read.error().code = ErrorCode::usage;
        return std::unexpected(read.error());
    }
    return text;
}

Result<void> write_text(const std::string& path, std::string_view text) {
    return write_pieces(path, [&](const std::function<void(std::string_view)>& take) -> Result<void> {
        take(text);
        return {};
    });
}

Result<void> write_pieces(const std::string& path, const std::function<Result<void>(const std::function<void(std::string_view)>&)>& make) {
    // Opened with the first piece: a wrong name of a scenario must not empty a file that is there.
    std::FILE* file = nullptr;
    bool good = true;
    auto made = make([&](std::string_view piece) {
        if (file == nullptr && good) {
            file = std::fopen(path.c_str(), "wb");
            good = file != nullptr;
        }
        good = good && std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
    });
    if (file != nullptr) {
        good = std::fclose(file) == 0 && good;
    }
    if (made && !good) {
        return fail(ErrorCode::usage, Message("error.cli.cannot_write").text("name", path));
    }
    return made;
}

Result<Table> read_table(const Arguments& arguments, Progress& progress) {
    IngestOptions options;
    options.name = arguments.file == "-" ? std::string("-") : std::string(base_name(arguments.file));
    options.delimiter = arguments.delimiter;
    options.encoding = arguments.encoding;
    if (arguments.no_header) {
        options.header = false;
    }
    const auto ingest = make_csv_ingest(std::move(options));
    auto read = read_slices(arguments.file, [&](std::span<const std::byte> slice, double done) -> Result<void> {
        if (auto fed = ingest->feed(slice); !fed) {
            return fed;
        }
        if (!progress.report("progress.reading", done)) {
            return fail(ErrorCode::cancelled, Message("error.cancelled"));
        }
        return {};
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    return ingest->finish();
}

}  // namespace klarsicht::cli

#include "platform/cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/read_table.h"
#include "remedy/remedy.h"

namespace klarsicht::cli {

namespace {

constexpr std::size_t slice_bytes = std::size_t{4} << 20;
constexpr std::uint64_t text_limit = 16u << 20;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) { std::fclose(file); }
    }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string folder_of(std::string_view path) {
    return std::string(path.substr(0, path.size() - base_name(path).size())) + ".";
}

bool is_one(const struct stat& first, const struct stat& second) {
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

bool is_regular(const std::string& path) {
    struct stat about{};
    return stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

/// A file that comes into being under another name. Nothing is there, or changed, before the first piece.
class NewFile {
public:
    explicit NewFile(std::string path) : path_(std::move(path)) {}
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (file_ != nullptr) { std::fclose(file_); }
        if (!beside_.empty()) { std::remove(beside_.c_str()); }
    }

    void write(std::string_view piece) {
        if (file_ == nullptr && good_) { open(); }
        good_ = good_ && std::fwrite(piece.data(), 1, piece.size(), file_) == piece.size();
    }

    /// @return whether all of it is where it belongs
    bool finish() {
        if (file_ == nullptr) { return good_; }
        good_ = std::fclose(std::exchange(file_, nullptr)) == 0 && good_;
        if (beside_.empty() || !good_) { return good_; }
        good_ = std::rename(beside_.c_str(), path_.c_str()) == 0;
        if (good_) { beside_.clear(); }
        return good_;
    }

private:
    void open() {
        struct stat about{};
        const bool there = stat(path_.c_str(), &about) == 0;
        if (!there || S_ISREG(about.st_mode)) {
            // A link stays a link: what it leads to is replaced.
            if (char* real = realpath(path_.c_str(), nullptr); real != nullptr) {
                path_ = real;
                std::free(real);
            }
            beside_ = path_ + ".part" + std::to_string(getpid());
            const mode_t mode = there ? about.st_mode & 07777 : 0666;
            const int descriptor = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
            if (descriptor >= 0) { file_ = fdopen(descriptor, "wb"); }
            if (file_ == nullptr) { beside_.clear(); }
        }
        // A device, a pipe, or a folder where no file can be made: as it is.
        if (file_ == nullptr) { file_ = std::fopen(path_.c_str(), "wb"); }
        good_ = file_ != nullptr;
    }

    std::string path_;
    std::string beside_;
    std::FILE* file_ = nullptr;
    bool good_ = true;
};

}  // namespace

bool is_also_read(const std::string& out, const std::string& in) {
    struct stat written{};
    struct stat read{};
    if (out == "-" || stat(out.c_str(), &written) != 0) { return false; }
    // A terminal may be both: only of a regular file can be lost what is in it.
    const auto is_it = [&] { return S_ISREG(read.st_mode) && is_one(written, read); };
    // WebAssembly under Node knows the file by its name only.
    if (in == "-") {
        return (fstat(STDIN_FILENO, &read) == 0 && is_it()) || (stat("/dev/stdin", &read) == 0 && is_it());
    }
    return stat(in.c_str(), &read) == 0 && is_one(written, read);
}

bool same_output(const std::string& first, const std::string& second) {
    struct stat one{};
    struct stat other{};
    const bool there = stat(first.c_str(), &one) == 0;
    if (there != (stat(second.c_str(), &other) == 0)) { return false; }
    if (there) { return is_one(one, other); }
    // What is still to be made stands under its name in a folder.
    if (base_name(first) != base_name(second)) { return false; }
    return first == second || (stat(folder_of(first).c_str(), &one) == 0 &&
                               stat(folder_of(second).c_str(), &other) == 0 && is_one(one, other));
}

Result<FileSource> FileSource::open(const std::string& path) {
    struct stat about{};
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || fstat(descriptor, &about) != 0) {
        if (descriptor >= 0) { ::close(descriptor); }
        return fail(ErrorCode::unreadable, Message("error.cli.cannot_open").text("name", path));
    }
    return FileSource(descriptor, static_cast<std::uint64_t>(about.st_size));
}

FileSource::~FileSource() {
    if (descriptor_ >= 0) { ::close(descriptor_); }
}

Result<void> FileSource::read(std::uint64_t offset, std::span<std::byte> into) {
    while (!into.empty()) {
        const ssize_t got = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) { continue; }
        if (got <= 0) { return fail(ErrorCode::unreadable, Message("error.file.cut_off")); }
        offset += static_cast<std::uint64_t>(got);
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

Result<void> read_slices(const std::string& path,
                         const std::function<Result<void>(std::span<const std::byte>, double)>& take) {
    double size = 0;
    File file(path == "-" ? stdin : nullptr);
    if (path != "-") {
        struct stat about{};
        if (stat(path.c_str(), &about) == 0) {
            if (S_ISDIR(about.st_mode)) {
                return fail(ErrorCode::unreadable, Message("error.cli.is_folder").text("name", path));
            }
            size = static_cast<double>(about.st_size);
        }
        file.reset(std::fopen(path.c_str(), "rb"));
        if (!file) { return fail(ErrorCode::unreadable, Message("error.cli.cannot_open").text("name", path)); }
    }
    std::vector<std::byte> slice(slice_bytes);
    double read = 0;
    while (std::feof(file.get()) == 0 && std::ferror(file.get()) == 0) {
        const std::size_t got = std::fread(slice.data(), 1, slice.size(), file.get());
        if (got > 0) {
            read += static_cast<double>(got);
            if (auto taken = take(std::span(slice.data(), got), size > 0 ? std::min(1.0, read / size) : 0); !taken) {
                return taken;
            }
        }
    }
    if (std::ferror(file.get()) != 0) {
        return fail(ErrorCode::unreadable, Message("error.cli.cannot_read").text("name", path));
    }
    return {};
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

Result<void> write_pieces(const std::string& path,
                          const std::function<Result<void>(const std::function<void(std::string_view)>&)>& make) {
    NewFile file(path);
    KLARSICHT_TRY(make([&](std::string_view piece) { file.write(piece); }));
    if (!file.finish()) { return fail(ErrorCode::usage, Message("error.cli.cannot_write").text("name", path)); }
    return {};
}

namespace {

Result<Table> read_as_it_is(const std::string& path, const Reading& reading, Progress& progress) {
    IngestOptions options;
    options.name = path == "-" ? path : std::string(base_name(path));
    options.delimiter = reading.delimiter;
    options.encoding = reading.encoding;
    if (reading.no_header || reading.header) { options.header = reading.header; }
    options.sheet = reading.sheet;
    if (is_regular(path)) {
        FileSource source = KLARSICHT_TRY(FileSource::open(path));
        return klarsicht::read_table(source, std::move(options), progress);
    }
    // Standard input and pipes come in order only.
    const auto ingest = make_ingest(std::move(options));
    KLARSICHT_TRY(read_slices(path, [&](std::span<const std::byte> slice, double done) -> Result<void> {
        KLARSICHT_TRY(ingest->feed(slice));
        if (!progress.report("progress.reading", done)) {
            return fail(ErrorCode::cancelled, Message("error.cancelled"));
        }
        return {};
    }));
    return ingest->finish();
}

}  // namespace

Result<Table> read_table(const std::string& path, const Reading& reading, Progress& progress) {
    Table table = KLARSICHT_TRY(read_as_it_is(path, reading, progress));
    return reading.guarded ? without_guards(table) : std::move(table);
}

}  // namespace klarsicht::cli

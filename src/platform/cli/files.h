#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/byte_source.h"
#include "platform/cli/arguments.h"
#include "table/table.h"

namespace klarsicht::cli {

/// A file that can be read by offset: a regular one.
class FileSource final : public ByteSource {
public:
    static Result<FileSource> open(const std::string& path);
    FileSource(FileSource&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
    FileSource& operator=(FileSource&&) = delete;
    ~FileSource() override;
    std::uint64_t size() const override { return size_; }
    Result<void> read(std::uint64_t offset, std::span<std::byte> into) override;

private:
    FileSource(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
    int descriptor_;
    std::uint64_t size_;
};

/// Feeds a file ("-": standard input) in slices of 4 MiB. @param take gets a slice and the share read so far (0 where
/// the size is unknown)
Result<void> read_slices(const std::string& path,
                         const std::function<Result<void>(std::span<const std::byte>, double)>& take);

/// A whole small file as text, e.g. a plan. At most 16 MiB. What cannot be read is wrong usage.
Result<std::string> read_text(const std::string& path);

/// Whether what is written to `out` would take the place of an input, by whatever way its name leads there: `./`, `..`,
/// another letter case, symbolic and hard links. @param in "-": the file that standard input comes from
bool is_also_read(const std::string& out, const std::string& in);

/// Whether both names, of files that may not be there yet, lead to one file.
bool same_output(const std::string& first, const std::string& second);

/// Writes a file of its own beside the one of that name and puts it there when it is whole: who reads the old one reads
/// on, and what fails leaves it as it was. Pipes and devices are written as they are.
Result<void> write_text(const std::string& path, std::string_view text);
/// The same of pieces as they come. @param make gets the function that takes a piece
Result<void> write_pieces(const std::string& path,
                          const std::function<Result<void>(const std::function<void(std::string_view)>&)>& make);

/// Reads a table. @param path "-": standard input
Result<Table> read_table(const std::string& path, const Reading& reading, Progress& progress);

}  // namespace klarsicht::cli

#include "ingest/xlsx/old_office.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "ingest/offset_ingest.h"

namespace klarsicht::xlsx {

namespace {

/// Name of the stream that holds an encrypted workbook, as it stands in the container's directory
/// (MS-OFFCRYPTO 2.3.4.4), in UTF-16.
constexpr std::string_view encrypted_name = "EncryptedPackage";

std::uint32_t u32(std::span<const std::byte> bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i) {
        value |= std::uint32_t{std::to_integer<std::uint8_t>(bytes[at + i])} << (8 * i);
    }
    return value;
}

bool has_encrypted_stream(std::span<const std::byte> directory) {
    std::vector<std::byte> name;
    for (const char c : encrypted_name) {
        name.push_back(static_cast<std::byte>(c));
        name.push_back(std::byte{0});
    }
    return !std::ranges::search(directory, name).empty();
}

class OldOfficeIngest final : public OffsetIngest {
public:
    using OffsetIngest::OffsetIngest;

    Result<Table> read(ByteSource& source, Progress&) override {
        const bool encrypted = KLARSICHT_TRY(is_encrypted(source));
        const std::string_view key = encrypted ? "error.xlsx.encrypted" : "error.file.is_old_excel";
        return fail(ErrorCode::unsupported, Message(key).text("name", options_.name));
    }
    std::uint64_t rows() const override { return 0; }

private:
    /// Looks at the first entries of the container's directory (MS-CFB 2.2 and 2.6); sectors are counted from behind
    /// the header.
    static Result<bool> is_encrypted(ByteSource& source) {
        std::array<std::byte, 512> header{};
        if (source.size() < header.size()) { return false; }
        KLARSICHT_TRY(source.read(0, header));
        const std::uint32_t shift = std::to_integer<std::uint32_t>(header[30]);
        if (shift != 9 && shift != 12) { return false; }
        const std::uint64_t start = (std::uint64_t{u32(header, 48)} + 1) << shift;
        if (start >= source.size()) { return false; }
        std::vector<std::byte> directory(
            static_cast<std::size_t>(std::min<std::uint64_t>(4096, source.size() - start)));
        KLARSICHT_TRY(source.read(start, directory));
        return has_encrypted_stream(directory);
    }
};

}  // namespace

std::unique_ptr<Ingest> make_old_office_ingest(IngestOptions options) {
    return std::make_unique<OldOfficeIngest>(std::move(options));
}

}  // namespace klarsicht::xlsx

// A file that can be read anywhere gives the same table as one whose bytes come in order.
#include "ingest/read_table.h"

#include <array>

#include <gtest/gtest.h>

#include "support/csv.h"

namespace klarsicht {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

std::string long_csv() {
    std::string text = "name;age\n";
    while (text.size() < (9U << 20)) {
        text += "Ümit " + std::to_string(text.size() % 977) + ";" + std::to_string(text.size() % 90) + "\n";
    }
    return text;
}

TEST(ReadTable, IsTheTableThatSlicesGive) {
    for (const std::string& text : {std::string("a,b\n1,2\n"), long_csv()}) {
        MemorySource source(bytes_of(text));
        const Result<Table> table = read_table(source, {}, Progress::none());
        ASSERT_TRUE(table);
        EXPECT_EQ(test::dump(table), test::dump(test::read_file_text(text, {}, 1000)));
    }
}

class StopAt final : public Progress {
public:
    explicit StopAt(double share) : share_(share) {}
    bool report(std::string_view stage, double done) override {
        EXPECT_EQ(stage, "progress.reading");
        EXPECT_GE(done, last);
        last = done;
        return done < share_;
    }
    double last = 0;

private:
    double share_;
};

TEST(ReadTable, TellsHowFarItIsAndStopsWhenAsked) {
    const std::string text = long_csv();
    MemorySource source(bytes_of(text));
    StopAt never(2);
    EXPECT_TRUE(read_table(source, {}, never));
    EXPECT_EQ(never.last, 1);
    StopAt soon(0.4);
    const Result<Table> stopped = read_table(source, {}, soon);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
}

TEST(MemorySource, RefusesWhatLiesBehindItsEnd) {
    MemorySource source(bytes_of("abc"));
    std::array<std::byte, 2> two{};
    EXPECT_TRUE(source.read(1, two));
    EXPECT_EQ(two[1], std::byte{'c'});
    EXPECT_FALSE(source.read(2, two));
    EXPECT_FALSE(source.read(4, std::span<std::byte>()));
    EXPECT_FALSE(source.read(~std::uint64_t{0}, two));
}

TEST(ReadTable, RefusesAnEmptyFile) {
    MemorySource source(bytes_of(""));
    const Result<Table> table = read_table(source, {.name = "leer.csv"}, Progress::none());
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::empty);
}

}  // namespace
}  // namespace klarsicht

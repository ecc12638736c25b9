#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace klarsicht::stats {

/// People with values of several columns, some of them missing, and something that happened to them or not.
struct MixedData {
    static constexpr std::uint8_t missing = 0xFF;
    std::vector<std::vector<std::uint8_t>> columns;  ///< [columns][rows] 0 … sizes−1, or `missing`
    std::vector<std::uint8_t> sizes;                 ///< [columns] at most 254
    std::vector<std::uint8_t> ordinal;               ///< [columns] whether neighbouring values are alike
    std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
};

/// Clusters of people who are alike, found by splitting those in two in whom an event is most uneven (J.
/// Misztal-Radecka and B. Indurkhya 2021, Information Processing & Management 58, 102519: bias-aware hierarchical
/// clustering; k-prototypes after Z. Huang 1998). A difference between two values is 0 or 1, of ordinal ones their
/// distance over the range, and one half where either is missing.
class Clusters {
public:
    struct Limits {
        std::size_t most = 12;        ///< clusters
        std::size_t least_rows = 50;  ///< a cluster's rows
        std::size_t rounds = 12;      ///< of moving centres
    };
    /// @param event [rows] 0 or 1, of the rows given
    Clusters(const MixedData& data, const std::vector<std::size_t>& rows, const std::vector<std::uint8_t>& event,
             const Limits& limits);

    std::size_t size() const { return leaves_; }
    /// The cluster of any row of any data with the same columns, 0 … size−1.
    std::size_t of(const MixedData& data, std::size_t row) const;

private:
    struct Centre {
        std::vector<double> value;  ///< [columns] mean of ordinal ones, commonest value of others
    };
    struct Node {
        std::array<Centre, 2> centres;
        std::array<std::size_t, 2> children{};  ///< nodes
        std::size_t leaf = 0;                   ///< where it has no children
        bool is_leaf = true;
    };

    static double distance(const MixedData& data, std::size_t row, const Centre& centre);
    static Centre centre_of(const MixedData& data, const std::vector<std::size_t>& rows);
    static Centre centre_at(const MixedData& data, std::size_t row);

    std::vector<Node> nodes_;
    std::size_t leaves_ = 1;
};

}  // namespace klarsicht::stats

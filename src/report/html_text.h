#pragma once
#include <string>
#include <string_view>

namespace klarsicht {

/// Text for HTML and SVG, in elements and in quoted attributes alike: markup characters escaped, the others as
/// visible_text has them. A file is hostile input; nothing of it becomes markup.
std::string html_text(std::string_view text);

/// Opens a part that may scroll sideways, and so is reached by keyboard; `</div>` closes it. @param label not yet HTML
std::string open_scrolling(std::string_view css_class, std::string_view label);

/// The first `limit` characters, then an ellipsis where there were more. @param limit code points
std::string shortened(std::string_view text, std::size_t limit);

}  // namespace klarsicht

#include "platform/web/app/page.h"

#include <emscripten.h>

// clang-format off
EM_JS(void, klarsicht_send, (const char* text), {
  const receive = Module['onAppMessage'];
  if (receive) receive(UTF8ToString(text));
});

EM_JS(void, klarsicht_observe_canvas, (), {
  const canvas = Module['canvas'] || document.getElementById('canvas');
  canvas.style.touchAction = 'pinch-zoom';
  if (canvas.tabIndex < 0) canvas.tabIndex = 0;
  const tell = (width, height) => _app_resized(width, height, window.devicePixelRatio || 1);
  const by_css = () => {
    const box = canvas.getBoundingClientRect();
    tell(Math.round(box.width * window.devicePixelRatio), Math.round(box.height * window.devicePixelRatio));
  };
  by_css();
  window.addEventListener('resize', by_css);
  const changed = (entries) => {
    // Exact device pixels, where the browser tells them: no blurred line at 110 % or 125 %.
    const exact = entries[0].devicePixelContentBoxSize;
    const width = canvas.getBoundingClientRect().width * window.devicePixelRatio;
    // (An emulated screen may report the sizes of the real one.)
    if (exact && Math.abs(exact[0].inlineSize - width) < 2) tell(exact[0].inlineSize, exact[0].blockSize);
    else by_css();
  };
  const observer = new ResizeObserver(changed);
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch (unsupported) {
    observer.observe(canvas);
  }
});

EM_JS(void, klarsicht_listen_to_text, (), {
  const pass = (text, receive) => {
    if (!text) return;
    const size = lengthBytesUTF8(text) + 1;
    const at = _malloc(size);
    stringToUTF8(text, at, size);
    receive(at);
    _free(at);
  };
  window.addEventListener('paste', (event) => {
    if (!_app_wants_text()) return;
    pass(event.clipboardData ? event.clipboardData.getData('text/plain') : "", _app_paste);
    event.preventDefault();
  });
  const input = document.getElementById('ime');
  if (!input) return;
  let composing = false;
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', (event) => {
    composing = false;
    pass(event.data, _app_text);
    input.value = "";
  });
  input.addEventListener('input', () => {
    if (composing) return;
    pass(input.value, _app_text);
    input.value = "";
  });
});

EM_JS(void, klarsicht_want_text, (int wanted, float x, float y, float line), {
  const input = document.getElementById('ime');
  if (!input) return;
  if (wanted) {
    const canvas = Module['canvas'] || document.getElementById('canvas');
    const box = canvas.getBoundingClientRect();
    input.style.left = (box.left + x) + 'px';
    input.style.top = (box.top + y) + 'px';
    input.style.height = line + 'px';
    if (document.activeElement !== input) input.focus({ preventScroll: true });
  } else if (document.activeElement === input) {
    (Module['canvas'] || document.getElementById('canvas')).focus({ preventScroll: true });
  }
});

EM_JS(void, klarsicht_set_cursor, (const char* cursor), {
  (Module['canvas'] || document.getElementById('canvas')).style.cursor = UTF8ToString(cursor);
});

EM_JS(void, klarsicht_focus_canvas, (), {
  const active = document.activeElement;
  if (active && active.id === 'ime') return;
  (Module['canvas'] || document.getElementById('canvas')).focus({ preventScroll: true });
});

EM_JS(int, klarsicht_keys_are_ours, (), {
  const active = document.activeElement;
  const canvas = Module['canvas'] || document.getElementById('canvas');
  return !active || active === document.body || active.id === 'ime' || active === canvas ? 1 : 0;
});

EM_JS(int, klarsicht_is_mac, (), { return /Mac|iPhone|iPad/.test(navigator.platform || "") ? 1 : 0; });

EM_JS(double, klarsicht_canvas_edge, (int top), {
  const box = (Module['canvas'] || document.getElementById('canvas')).getBoundingClientRect();
  return top ? box.top : box.left;
});
// clang-format on

namespace klarsicht::web {

void send_to_page(const std::string& message) { klarsicht_send(message.c_str()); }
void observe_canvas() { klarsicht_observe_canvas(); }
void listen_to_text() { klarsicht_listen_to_text(); }
void want_text(bool wanted, float x, float y, float line_height) {
    klarsicht_want_text(wanted ? 1 : 0, x, y, line_height);
}
void set_cursor(const char* css_cursor) { klarsicht_set_cursor(css_cursor); }
void focus_canvas() { klarsicht_focus_canvas(); }
bool keys_are_ours() { return klarsicht_keys_are_ours() != 0; }
bool is_mac() { return klarsicht_is_mac() != 0; }
float canvas_left() { return static_cast<float>(klarsicht_canvas_edge(0)); }
float canvas_top() { return static_cast<float>(klarsicht_canvas_edge(1)); }

}  // namespace klarsicht::web

/* Starts a program at the same console with a file as its standard input, and types for it what
 * the lines of our own standard input say: virtual key, character, control key state, 1 for press
 * and release or 0 for a release alone. Wine's console reads no keys where standard input is piped;
 * a real one does. A line for key 0 is a mouse: so many moves as its second number says, then, in
 * the same moment, a turn of the wheel towards the user and the key of its third number.
 * The console's title is "before". Built and used by .ci/windows: console_keys FILE COMMAND-LINE */
#include <stdio.h>
#include <windows.h>

static void type(HANDLE console, WORD key, WCHAR character, DWORD state, BOOL down) {
  DWORD written;
  INPUT_RECORD record = {.EventType = KEY_EVENT};
  record.Event.KeyEvent.bKeyDown = down;
  record.Event.KeyEvent.wRepeatCount = 1;
  record.Event.KeyEvent.wVirtualKeyCode = key;
  record.Event.KeyEvent.uChar.UnicodeChar = character;
  record.Event.KeyEvent.dwControlKeyState = state;
  WriteConsoleInputW(console, &record, 1, &written);
}

static void move_turn_and_press(HANDLE console, unsigned moves, WORD key) {
  static INPUT_RECORD records[256];
  DWORD written;
  if (moves > 254) moves = 254;
  for (unsigned i = 0; i <= moves; i++) {
    records[i].EventType = MOUSE_EVENT;
    records[i].Event.MouseEvent.dwEventFlags = MOUSE_MOVED;
    records[i].Event.MouseEvent.dwMousePosition.X = (SHORT)(i % 80);
  }
  records[moves].Event.MouseEvent.dwEventFlags = MOUSE_WHEELED;
  records[moves].Event.MouseEvent.dwButtonState = (DWORD)-WHEEL_DELTA << 16;
  records[moves + 1].EventType = KEY_EVENT;
  records[moves + 1].Event.KeyEvent.bKeyDown = TRUE;
  records[moves + 1].Event.KeyEvent.wVirtualKeyCode = key;
  WriteConsoleInputW(console, records, moves + 2, &written);
}

int main(int count, char **arguments) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  STARTUPINFOA start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
  PROCESS_INFORMATION process;
  unsigned key, character, state, press;
  if (count != 3) return 2;
  SetConsoleTitleA("before");
  start.hStdInput = CreateFileA(arguments[1], GENERIC_READ, FILE_SHARE_READ, &inherited,
                                OPEN_EXISTING, 0, NULL);
  start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  if (!CreateProcessA(NULL, arguments[2], NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) {
    fprintf(stderr, "cannot start %s: %lu\n", arguments[2], GetLastError());
    return 2;
  }
  HANDLE console = CreateFileA("CONIN$", GENERIC_READ | GENERIC_WRITE,
                               FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
  while (scanf("%u %u %u %u", &key, &character, &state, &press) == 4) {
    if (key == 0) {
      move_turn_and_press(console, character, (WORD)state);
      continue;
    }
    if (press) type(console, (WORD)key, (WCHAR)character, state, TRUE);
    type(console, (WORD)key, (WCHAR)character, press ? state : 0, FALSE);
  }
  WaitForSingleObject(process.hProcess, INFINITE);
  return 0;
}

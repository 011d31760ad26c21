/* Starts a program at the same console with a file as its standard input, and types for it what
 * the lines of our own standard input say: virtual key, character, control key state, 1 for press
 * and release or 0 for a release alone. Wine's console reads no keys where standard input is piped;
 * a real one does. Built and used by .ci/windows: console_keys FILE COMMAND-LINE */
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

int main(int count, char **arguments) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  STARTUPINFOA start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
  PROCESS_INFORMATION process;
  unsigned key, character, state, press;
  if (count != 3) return 2;
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
    if (press) type(console, (WORD)key, (WCHAR)character, state, TRUE);
    type(console, (WORD)key, (WCHAR)character, press ? state : 0, FALSE);
  }
  WaitForSingleObject(process.hProcess, INFINITE);
  return 0;
}

-- What copydesk runs as `pandoc lua pandoc.lua`: reads and writes until its input ends (see pandoc.py).
--
-- A message, either way, is a number of parts and the parts, each behind its length: 32 bits, big end first. Lengths
-- say where a part ends, so that no text can. A request is `read` with format and bytes, answered by pandoc's JSON; or
-- `write` with format, wrapping, highlighting, folder and JSON, answered by what was written. An answer is `ok` or
-- `error`, and that or a sentence.

-- Formats that take pictures in: they are written only from a folder.
local EMBEDDING = pandoc.List {"docx", "epub", "epub2", "epub3", "odt", "pptx"}

local function received(length)
  if length == 0 then
    return ""
  end
  local data = io.read(length)
  if data == nil or #data < length then
    os.exit(0) -- whoever asked is gone
  end
  return data
end

local function request()
  local parts = {}
  for i = 1, string.unpack(">I4", received(4)) do
    parts[i] = received(string.unpack(">I4", received(4)))
  end
  return parts
end

local function answer(status, data)
  io.write(string.pack(">I4s4s4", 2, status, data))
  io.flush()
end

-- A picture may be a file of the folder and nothing else: no path that leads out of it, no address.
local function inside(image)
  local source = image.src
  if source:match("^[/\\]") or source:match("^%a[%w+.-]*:") or source:match("%.%.") then
    return image.caption
  end
end

local ACTIONS = {}

-- The fourth argument is the sandbox: what a reader may open, which is nothing.
function ACTIONS.read(format, data)
  return pandoc.write(pandoc.read(data, format, {}, {}), "json")
end

function ACTIONS.write(format, wrapping, highlighting, folder, data)
  local tree = pandoc.read(data, "json", {}, {})
  local options = {wrap_text = wrapping, highlight_method = highlighting}
  local name = format:match("^[^+-]*")
  if not EMBEDDING:includes(name) then
    return pandoc.write(tree, format, options)
  end
  if folder == "" then
    error("it takes pictures in, and no folder was given", 0)
  end
  options.template = pandoc.template.default(name)
  tree = tree:walk {Image = inside}
  return pandoc.system.with_working_directory(folder, function()
    return pandoc.write(tree, format, options)
  end)
end

while true do
  local parts = request()
  local done, result = pcall(ACTIONS[parts[1]], table.unpack(parts, 2))
  answer(done and "ok" or "error", done and result or tostring(result))
end

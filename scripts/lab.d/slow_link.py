#!/usr/bin/env python3
"""A slow line to a port of this machine: slow_link.py PORT ... KILOBYTES-PER-SECOND MILLISECONDS

For each PORT it listens on a port of its own and passes everything on, at most so fast and so much later. It prints its
ports once it listens, and stops when it is killed.
"""
import asyncio
import sys


async def pump(reader, writer, rate, delay):
    """Chunks leave no earlier than `delay` after they came and no faster than `rate` bytes a second."""
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue(maxsize=64)

    async def send():
        free = loop.time()
        while (item := await queue.get()) is not None:
            arrived, data = item
            free = max(free, arrived + delay) + len(data) / rate
            await asyncio.sleep(max(0, free - loop.time()))
            writer.write(data)
            await writer.drain()

    sender = asyncio.create_task(send())
    try:
        while data := await reader.read(16384):
            await queue.put((loop.time(), data))
        await queue.put(None)
        await sender
    except OSError:
        sender.cancel()
    finally:
        writer.close()


def link(port, rate, delay):
    async def connected(reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(pump(reader, far_writer, rate, delay), pump(far_reader, writer, rate, delay),
                             return_exceptions=True)
    return asyncio.start_server(connected, "127.0.0.1", 0)


async def main():
    *ports, kilobytes, milliseconds = map(int, sys.argv[1:])
    servers = [await link(port, kilobytes * 1024, milliseconds / 1000) for port in ports]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(main())

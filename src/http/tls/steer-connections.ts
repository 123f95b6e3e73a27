import { dlopen, ptr } from "bun:ffi";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/*
 * Two sockets that listen on one port share its connections by chance. Linux lets a small program say which of them gets the
 * next (socket(7), SO_ATTACH_REUSEPORT_CBPF): the first socket can be closed then without a connection lost in its queue.
 */

const solSocket = 1;
const soAttachReuseportCbpf = 51;
/** `return` of a classic BPF program. */
const bpfReturn = 0x06;
/** Bytes of a `struct sock_fprog`. */
const programSize = 16;
/** A socket's state in `/proc/net/tcp`. */
const listening = "0A";

/**
 * From now on, the second socket that this process listens with on the port gets all connections, and if there is but one, it
 * does, now and later. Elsewhere than on Linux nothing happens.
 */
export function steerToSecond(port: number): void {
  const sockets = socketsOn(port);
  const library = sockets.length > 1 ? openC() : undefined;
  if (library === undefined) return;
  // struct sock_fprog { u16 len; struct sock_filter *filter; } and struct sock_filter { u16 code; u8 jt, jf; u32 k; }
  const program = new Uint8Array(programSize + 8);
  const view = new DataView(program.buffer);
  view.setUint16(0, 1, true);
  view.setBigUint64(8, BigInt(ptr(program) + programSize), true);
  view.setUint16(programSize, bpfReturn, true);
  view.setUint32(programSize + 4, 1, true);
  for (const fd of sockets) {
    // One that shares its port with none refuses, which is right.
    library.symbols.setsockopt(
      fd,
      solSocket,
      soAttachReuseportCbpf,
      program,
      programSize,
    );
  }
  library.close();
}

/** glibc's and musl's names. */
const libraries = ["libc.so.6", `libc.musl-${musl()}.so.1`];

function musl(): string {
  return process.arch === "arm64" ? "aarch64" : "x86_64";
}

function openC() {
  for (const name of libraries) {
    try {
      return dlopen(name, {
        setsockopt: {
          args: ["i32", "i32", "i32", "ptr", "u32"],
          returns: "i32",
        },
      });
    } catch {
      // The other one, then; or none, on a system that is built otherwise.
    }
  }
  return undefined;
}

/** The descriptors of the sockets that this process listens with on a port. */
function socketsOn(port: number): number[] {
  try {
    const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const sockets = new Set<string>();
    for (const table of ["/proc/self/net/tcp", "/proc/self/net/tcp6"]) {
      for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
        const columns = line.trim().split(/\s+/);
        if (columns[1]?.endsWith(suffix) && columns[3] === listening) {
          sockets.add(`socket:[${columns[9]}]`);
        }
      }
    }
    return readdirSync("/proc/self/fd")
      .filter((fd) => sockets.has(linkOf(`/proc/self/fd/${fd}`)))
      .map(Number);
  } catch {
    // There is no such folder here.
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since the folder was listed.
    return "";
  }
}

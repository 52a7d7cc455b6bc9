//! A small file server for this machine alone. Any other static file server would do.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use httparse::{EMPTY_HEADER, Request};

use crate::bundle;
use crate::project::Project;

/// No browser sends more before the content of a request.
const HEAD_BYTES_MAX: usize = 32_768;
const HEADERS_MAX: usize = 64;

/// Browsers open connections ahead, and some never ask for anything.
const PATIENCE: Duration = Duration::from_secs(60);

const NOT_FOUND: &str = "There is no such page here.\n";

/// A folder, and how it is served.
#[derive(Debug)]
pub(crate) struct Site {
    /// The folder; nothing outside it is ever served.
    pub(crate) folder: PathBuf,
    /// The path of the site, beginning and ending in a slash.
    pub(crate) path: &'static str,
    /// Whether to isolate the page from other origins, which gives it a finer clock.
    pub(crate) isolated: bool,
    /// Whether to send texts and modules compressed, as servers do whose readers are far away.
    pub(crate) compressed: bool,
}

/// A server at work; it stops with the program.
#[derive(Debug)]
pub(crate) struct Running {
    /// The address of the site, ending in a slash.
    pub(crate) url: String,
    receiver: JoinHandle<()>,
}

/// Builds the site and serves it until the program is stopped.
pub(crate) fn serve(project: &Project, port: u16) -> Result<(), String> {
    // Taken first: it is a pity to learn of a busy port after a long build.
    let listener = listen(port)?;
    bundle::write_site(project)?;
    let site = Site { folder: project.dist(), path: "/", isolated: false, compressed: true };
    let running = start(listener, site)?;
    println!("The page is at {} until you press Ctrl-C.", running.url);
    running.receiver.join().map_err(|_| "The server stopped.".to_owned())
}

/// Serves a site on a free port while the program goes on.
pub(crate) fn start_on_free_port(site: Site) -> Result<Running, String> {
    start(listen(0)?, site)
}

fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        if error.kind() == ErrorKind::AddrInUse {
            format!("Port {port} is busy: choose another with --port.")
        } else {
            format!("Port {port} cannot be used: {error}.")
        }
    })
}

fn start(listener: TcpListener, site: Site) -> Result<Running, String> {
    let address: SocketAddr =
        listener.local_addr().map_err(|error| format!("The server has no address: {error}."))?;
    let url = format!("http://{address}{}", site.path);
    let site = Arc::new(site);
    let receiver = thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // One thread for each, so that a slow reader keeps nobody waiting. A browser that went
            // away needs no answer, so its failure is nobody's concern.
            thread::spawn(move || answer(&site, stream));
        }
    });
    Ok(Running { url, receiver })
}

/// Answers the one request of a connection.
fn answer(site: &Site, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let Some(Asked { method, target, takes_gzip }) = asked(&mut stream)? else {
        return Ok(());
    };
    let sentence = |text: &'static str| -> (Box<dyn Read>, u64, &'static str) {
        (Box::new(text.as_bytes()), text.len() as u64, "text/plain; charset=utf-8")
    };
    let found = find(site, &target);
    let gzip = |kind: &str| site.compressed && takes_gzip && kind != "image/png";
    let (status, (mut content, bytes, kind)) = match (method.as_str(), found) {
        ("GET" | "HEAD", Some((mut file, kind))) if gzip(kind) => {
            let content = compressed(&mut file)?;
            let bytes = content.len() as u64;
            ("200 OK", (Box::new(Cursor::new(content)) as Box<dyn Read>, bytes, kind))
        }
        ("GET" | "HEAD", Some((file, kind))) => {
            let bytes = file.metadata()?.len();
            ("200 OK", (Box::new(file) as Box<dyn Read>, bytes, kind))
        }
        ("GET" | "HEAD", None) => ("404 Not Found", sentence(NOT_FOUND)),
        _ => ("405 Method Not Allowed", sentence("Only reading is possible here.\n")),
    };
    let encoded = status.starts_with("200") && gzip(kind);
    stream.write_all(head(site, status, bytes, kind, encoded).as_bytes())?;
    if method != "HEAD" {
        io::copy(&mut content, &mut stream)?;
    }
    stream.flush()
}

/// What a browser asks for.
struct Asked {
    method: String,
    target: String,
    takes_gzip: bool,
}

fn compressed(file: &mut File) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    io::copy(file, &mut encoder)?;
    encoder.finish()
}

/// What is asked for; nothing where the browser asks for nothing, or not by HTTP.
fn asked(stream: &mut TcpStream) -> io::Result<Option<Asked>> {
    let mut read = Vec::new();
    let mut next = [0; 4_096];
    while read.len() < HEAD_BYTES_MAX {
        let bytes = stream.read(&mut next)?;
        read.extend(next.iter().take(bytes));
        let mut headers = [EMPTY_HEADER; HEADERS_MAX];
        let mut request = Request::new(&mut headers);
        match request.parse(&read) {
            Ok(httparse::Status::Complete(_)) => {
                let takes_gzip = request.headers.iter().any(|header| {
                    header.name.eq_ignore_ascii_case("accept-encoding")
                        && String::from_utf8_lossy(header.value).contains("gzip")
                });
                let asked = request.method.zip(request.path);
                return Ok(asked.map(|(method, path)| Asked {
                    method: method.to_owned(),
                    target: path.to_owned(),
                    takes_gzip,
                }));
            }
            Ok(httparse::Status::Partial) if bytes > 0 => {}
            Ok(httparse::Status::Partial) | Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

/// What stands before the content of an answer.
fn head(site: &Site, status: &str, bytes: u64, kind: &str, encoded: bool) -> String {
    let mut head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {bytes}\r\nContent-Type: {kind}\r\n");
    let mut add = |line: &str| {
        // Writing to a text cannot fail.
        let _ = write!(head, "{line}\r\n");
    };
    add("Connection: close");
    add("X-Content-Type-Options: nosniff");
    // Everything here is public, and a page of another origin may show the element.
    add("Access-Control-Allow-Origin: *");
    // After a new build the browser must not show the old one.
    add("Cache-Control: no-cache");
    if encoded {
        add("Content-Encoding: gzip");
    }
    if site.isolated {
        add("Cross-Origin-Opener-Policy: same-origin");
        add("Cross-Origin-Embedder-Policy: require-corp");
    }
    add("");
    head
}

/// The file that a request asks for, and its media type.
fn find(site: &Site, url: &str) -> Option<(File, &'static str)> {
    let file = site.folder.join(relative_path(site.path, url)?);
    // A link within the folder may lead out of it.
    let (file, folder) = (file.canonicalize().ok()?, site.folder.canonicalize().ok()?);
    if !file.starts_with(folder) || !file.is_file() {
        return None;
    }
    let kind = media_type(&file);
    Some((File::open(file).ok()?, kind))
}

/// The path below the site's own, or nothing when it leaves the site or names no file.
fn relative_path(site: &str, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix(site)?;
    let mut path = percent_decoded(path)?;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    let plain = |part: Component| matches!(part, Component::Normal(_));
    let inside = !path.contains(['\\', '\0']) && Path::new(&path).components().all(plain);
    inside.then(|| PathBuf::from(path))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;

    use super::{Site, media_type, relative_path, start_on_free_port};

    #[test]
    fn a_path_stays_below_the_site() {
        let below = |url| relative_path("/planner/", url);
        assert_eq!(below("/planner/"), Some("index.html".into()));
        assert_eq!(below("/planner/a/?x=1"), Some("a/index.html".into()));
        assert_eq!(below("/planner/a/b.json?x=1"), Some("a/b.json".into()));
        assert_eq!(below("/planner/a%20b.html"), Some("a b.html".into()));
        for outside in [
            "/",
            "/other/a.html",
            "/planner/../secret",
            "/planner/%2e%2e/secret",
            "/planner/a/..%2f..%2fsecret",
            "/planner//etc/passwd",
            "/planner",
            "/planner/%2fetc/passwd",
            "/planner/..%5csecret",
            "/planner/a%00.html",
            "/planner/a%2",
            "/planner/a%+1",
            "/planner/%ff",
        ] {
            assert_eq!(below(outside), None, "{outside}");
        }
    }

    #[test]
    fn the_browser_is_told_what_a_file_is() {
        assert_eq!(media_type(Path::new("a.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("a")), "application/octet-stream");
    }

    #[test]
    fn serves_files_and_a_sentence_for_the_rest() {
        let site = Site {
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            path: "/",
            isolated: true,
            compressed: false,
        };
        let running = start_on_free_port(site).unwrap();
        let ask = |line: &str| {
            let address = running.url.trim_start_matches("http://");
            let mut stream = TcpStream::connect(address.trim_end_matches('/')).unwrap();
            write!(stream, "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let found = ask("GET /server.rs");
        assert!(found.starts_with("HTTP/1.1 200"), "{found}");
        assert!(found.contains("Cross-Origin-Opener-Policy: same-origin"));
        assert!(found.contains("Access-Control-Allow-Origin: *"));
        assert!(found.contains("A small file server"));
        assert!(ask("GET /../Cargo.toml").starts_with("HTTP/1.1 404"));
        assert!(ask("GET /").ends_with(super::NOT_FOUND));
        assert!(ask("POST /server.rs").starts_with("HTTP/1.1 405"));
    }
}

import Foundation
import Hummingbird

/// The mails of the demo, newest first.
struct MailboxPage: Page {
  static let template = "mailbox"

  struct Letter: Sendable {
    let to: String
    let subject: String
    let sent: Moment
    let lines: [Line]
  }

  struct Line: Sendable {
    let text: String
    /// The path that the line leads to, if it is a sign-in link.
    let link: String?
  }

  let frame: Frame
  let letters: [Letter]
}

struct MailboxPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("mailbox", use: show)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    guard let mailbox = house.mailbox else { throw NoSuch(what: "page") }
    let letters = await mailbox.mails.map { MailboxPage.Letter($0, from: house) }
    return try templates.render(
      MailboxPage(frame: house.frame(house.language("Mailbox"), context), letters: letters)
    )
  }
}

extension MailboxPage.Letter {
  init(_ mail: Mail, from house: House) {
    let origin = house.origin
    self.init(
      to: mail.to,
      subject: mail.subject,
      sent: Moment(mail.sentAt, house.language),
      lines: mail.body.split(separator: "\n").map { line in
        // By its path alone: the demo may be reached under another name than its own.
        let isLink = line.hasPrefix("\(origin)/sign-in/")
        let link = isLink ? String(line.dropFirst(origin.count)) : nil
        return MailboxPage.Line(text: String(line), link: link)
      }
    )
  }
}

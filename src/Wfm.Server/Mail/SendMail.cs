using System.Net;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Mail;

/// <summary>Mails what people are told to those who have a mail address. The inbox is the truth; mail is a courtesy and is sent at most once.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="settings">Where mail is handed over.</param>
/// <param name="log">Where trouble goes.</param>
public sealed partial class SendMail(WfmDb db, IClock clock, ServerSettings settings, ILogger<SendMail> log)
{
    private const int Batch = 100;

    // Whatever is older was told in the inbox long ago, for instance before mail was configured.
    private static readonly Duration Fresh = Duration.FromDays(1);

    /// <summary>Sends what waits.</summary>
    /// <param name="cancellationToken">Stops after the one at hand.</param>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(settings.SmtpHost))
        {
            return 0;
        }

        Instant since = clock.GetCurrentInstant() - Fresh;
        var waiting = await (
            from message in db.Notifications
            from account in db.Accounts
            where message.MailedAt == null && message.At > since && account.Mail != null && account.IsActive
                && (message.AccountId == account.Id
                    || (message.AgentCode != null && account.BusinessUnitId == message.BusinessUnitId && account.AgentCode == message.AgentCode))
            orderby message.Id
            select new { message.Id, message.Kind, message.BodyJson, Mail = account.Mail! }).AsNoTracking().Take(Batch).ToListAsync(cancellationToken);
        int sent = 0;
        if (waiting.Count > 0)
        {
            using SmtpClient smtp = await ConnectAsync(cancellationToken);
            foreach (var message in waiting.DistinctBy(message => message.Id))
            {
                if (!await SendAsync(smtp, message.Id, MailWords.Of(message.Kind, message.BodyJson, settings.MailLanguage), message.Mail, cancellationToken))
                {
                    break;
                }

                sent++;
            }
        }

        return sent;
    }

    private async Task<bool> SendAsync(SmtpClient smtp, long id, (string Subject, string Text) words, string address, CancellationToken cancellationToken)
    {
        // Taken first, so that no other node sends it too.
        Instant now = clock.GetCurrentInstant();
        int taken = await db.Notifications.Where(row => row.Id == id && row.MailedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MailedAt, now), cancellationToken);
        if (taken == 0 || !MailAddress.TryCreate(address, out MailAddress? to))
        {
            return true;
        }

        try
        {
            using MailMessage mail = new(new MailAddress(settings.SmtpFrom), to) { Subject = words.Subject, Body = words.Text };
            await smtp.SendMailAsync(mail, cancellationToken);
            return true;
        }
        catch (SmtpException trouble)
        {
            Failed(log, trouble);
            await db.Notifications.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.MailedAt, (Instant?)null), cancellationToken);
            return false;
        }
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        SmtpClient smtp = new(settings.SmtpHost, settings.SmtpPort) { EnableSsl = settings.SmtpEncrypts, Timeout = 20_000 };
        if (settings.SmtpUser is { Length: > 0 } user)
        {
            string password = settings.SmtpPasswordFile is { } file ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : "";
            smtp.Credentials = new NetworkCredential(user, password);
        }

        return smtp;
    }

    [LoggerMessage(40, LogLevel.Warning, "A mail could not be handed over; trying again.")]
    private static partial void Failed(ILogger log, Exception trouble);
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Mail;
using Wfm.Storage;

namespace Wfm.Server.Tests.Mail;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class MailTests(DatabaseProvider provider)
{
    [Test]
    public async Task What_somebody_is_told_is_mailed_once_to_those_with_an_address()
    {
        using PostOffice office = new();
        await using RunningServer server = await RunningServer.StartAsync(provider, builder => builder.Services.Replace(ServiceDescriptor.Singleton(new ServerSettings
        {
            TakesJobs = false,
            SmtpHost = "127.0.0.1",
            SmtpPort = office.Port,
            SmtpEncrypts = false,
            SmtpFrom = "schema@example.se",
        })));
        await using (WfmDb db = server.Database.CreateContext())
        {
            (await db.Accounts.SingleAsync(row => row.Login == "anna")).Take("Anna", "anna@example.se", isActive: true);
            Tell.Agent(db, House.Unit, new AgentId("0001"), "request-approved", """{"request":7,"kind":"absence","start":"2026-03-11T09:00","end":"2026-03-11T12:30","reason":"hemligt"}""", server.Clock.Now);
            Tell.Agent(db, House.Unit, new AgentId("0002"), "request-approved", "{}", server.Clock.Now);
            Tell.Agent(db, House.Unit, new AgentId("0001"), "request-denied", "{}", server.Clock.Now - Duration.FromDays(2));
            await db.SaveChangesAsync();
        }

        (await SendAsync(server)).ShouldBe(1);
        (await SendAsync(server)).ShouldBe(0);

        string mail = office.Mails.ShouldHaveSingleItem();
        mail.ShouldContain("RCPT TO:<anna@example.se>");
        mail.ShouldNotContain("hemligt");
        string text = PostOffice.TextOf(mail);
        text.ShouldContain("Din förfrågan är godkänd: onsdag 11 mars 09:00–12:30.");
        await using WfmDb after = server.Database.CreateContext();
        (await after.Notifications.Where(row => row.MailedAt != null).Select(row => row.Kind).ToListAsync()).ShouldBe(["request-approved"]);
    }

    [Test]
    public async Task Mail_that_cannot_be_handed_over_waits()
    {
        await using RunningServer server = await RunningServer.StartAsync(provider, builder => builder.Services.Replace(ServiceDescriptor.Singleton(new ServerSettings
        {
            TakesJobs = false,
            SmtpHost = "127.0.0.1",
            SmtpPort = 1,
            SmtpEncrypts = false,
        })));
        await using WfmDb db = server.Database.CreateContext();
        (await db.Accounts.SingleAsync(row => row.Login == "anna")).Take("Anna", "anna@example.se", isActive: true);
        Tell.Agent(db, House.Unit, new AgentId("0001"), "request-approved", "{}", server.Clock.Now);
        await db.SaveChangesAsync();

        (await SendAsync(server)).ShouldBe(0);

        (await db.Notifications.AsNoTracking().SingleAsync()).MailedAt.ShouldBeNull();
    }

    [Test]
    public void Every_kind_has_words_in_both_languages()
    {
        MailWords.Kinds.Count.ShouldBeGreaterThan(10);
        foreach (string kind in MailWords.Kinds.Append("something-new"))
        {
            (string swedish, string english) = (MailWords.Of(kind, "{}", "sv").Subject, MailWords.Of(kind, "{}", "en").Subject);
            swedish.ShouldNotBe(english);
            swedish.ShouldNotContain('\n');
        }
    }

    private static async Task<int> SendAsync(RunningServer server)
    {
        await using AsyncServiceScope scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(default);
    }

    /// <summary>Takes mail as an SMTP server does, and keeps what was said.</summary>
    private sealed class PostOffice : IDisposable
    {
        private readonly TcpListener _door = new(IPAddress.Loopback, 0);
        private readonly Task _work;

        public PostOffice()
        {
            _door.Start();
            Port = ((IPEndPoint)_door.LocalEndpoint).Port;
            _work = WorkAsync();
        }

        public int Port { get; }

        public List<string> Mails { get; } = [];

        public static string TextOf(string mail)
        {
            string body = mail[(mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            return mail.Contains("base64", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal).TrimEnd('.')))
                : body;
        }

        public void Dispose() => _door.Dispose();

        private async Task WorkAsync()
        {
            while (true)
            {
                try
                {
                    using TcpClient client = await _door.AcceptTcpClientAsync();
                    await ServeAsync(client);
                }
                catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
                {
                    if (_work?.IsCompleted != false || !_door.Server.IsBound)
                    {
                        return;
                    }
                }
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            await using NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, Encoding.ASCII);
            await using StreamWriter writer = new(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 post");
            StringBuilder said = new();
            while (await reader.ReadLineAsync() is { } line)
            {
                said.Append(line).Append("\r\n");
                if (line.StartsWith("DATA", StringComparison.Ordinal))
                {
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync() is { } part && part != ".")
                    {
                        said.Append(part).Append("\r\n");
                    }

                    Mails.Add(said.ToString());
                    said.Clear();
                }

                await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 fine");
            }
        }
    }
}

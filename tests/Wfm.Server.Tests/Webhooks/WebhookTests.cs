using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Wfm.Server.Webhooks;
using Wfm.Storage;

namespace Wfm.Server.Tests.Webhooks;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class WebhookTests(DatabaseProvider provider)
{
    private const string Webhooks = "/api/units/1/webhooks";

    [Test]
    public async Task A_schedule_change_is_told_signed_in_order_and_again_until_it_is_taken()
    {
        await using Listener listener = await Listener.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(provider, Telling("127.0.0.1", "127.0.0.1"));
        using ApiClient adam = await server.AsAsync("adam");
        ApiAnswer added = (await adam.DecideAsync(Webhooks, new { address = $"{listener.Address}hook" })).Is(200);
        string secret = added.Json["secret"]!.GetValue<string>();
        (await adam.GetAsync(Webhooks)).Is(200).Text.ShouldNotContain(secret);
        await HappenAsync(server, "schedule-published", "schedules/7");
        await HappenAsync(server, "request-changed", "requests/1");
        await HappenAsync(server, "schedule-published", "schedules/8");

        listener.Answer = 500;
        (await CallAsync(server)).ShouldBe(0);
        (await CallAsync(server)).ShouldBe(0, "it waits before it tries again");
        listener.Calls.Count.ShouldBe(1);
        listener.Answer = 302;
        server.Clock.Now += Duration.FromSeconds(11);
        (await CallAsync(server)).ShouldBe(0, "redirects are not followed");
        listener.Calls.Count.ShouldBe(2);
        listener.Answer = 204;
        server.Clock.Now += Duration.FromSeconds(21);
        (await CallAsync(server)).ShouldBe(2);
        (await CallAsync(server)).ShouldBe(0);

        listener.Calls.Select(call => JsonNode.Parse(call.Body)!["subject"]!.GetValue<string>()).ShouldBe(["schedules/7", "schedules/7", "schedules/7", "schedules/8"]);
        (string body, string signature) = listener.Calls[^1];
        signature.ShouldBe($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}");
        JsonNode view = (await adam.GetAsync(Webhooks)).Json[0]!;
        (view["failedTries"]!.GetValue<int>(), view["givenUp"]!.GetValue<int>(), view["lastOutcome"]!.GetValue<string>()).ShouldBe((0, 0, "status 204"));
        (await adam.SendAsync("DELETE", $"{Webhooks}/{added.Json["id"]}")).Is(204);
    }

    [Test]
    public async Task An_event_nobody_takes_is_given_up_after_the_last_try()
    {
        await using RunningServer server = await RunningServer.StartAsync(provider, Telling("127.0.0.1", "127.0.0.1"));
        using ApiClient adam = await server.AsAsync("adam");
        (await adam.DecideAsync(Webhooks, new { address = "http://127.0.0.1:1/" })).Is(200);
        await HappenAsync(server, "schedule-published", "schedules/7");

        for (int tries = 0; tries < CallWebhooks.MostTries; tries++)
        {
            (await CallAsync(server)).ShouldBe(0);
            server.Clock.Now += Duration.FromMinutes(61);
        }

        await using WfmDb db = server.Database.CreateContext();
        StoredWebhook webhook = await db.Webhooks.SingleAsync();
        (webhook.GivenUp, webhook.FailedTries).ShouldBe((1, 0));
    }

    [Test]
    public async Task Only_named_hosts_are_called_and_private_networks_only_when_named_as_such()
    {
        await using RunningServer server = await RunningServer.StartAsync(provider, Telling("hooks.example.se,inside.example.se,localhost", "inside.example.se"));
        using ApiClient adam = await server.AsAsync("adam");
        foreach (string address in (string[])
            ["https://other.example.se/", "http://hooks.example.se/", "https://user:pass@hooks.example.se/", "ftp://hooks.example.se/", "file:///etc/passwd", "hooks.example.se", "https://169.254.169.254/latest", "https://[::1]/"])
        {
            ApiAnswer answer = await adam.DecideAsync(Webhooks, new { address });
            (answer.Status, answer.Code).ShouldBe((400, "bad-address"), address);
        }

        WebhookAddresses addresses = server.Services.GetRequiredService<WebhookAddresses>();
        foreach (string inside in (string[])["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"])
        {
            addresses.MayConnect("hooks.example.se", IPAddress.Parse(inside)).ShouldBeFalse(inside);
            addresses.MayConnect("inside.example.se", IPAddress.Parse(inside)).ShouldBeTrue(inside);
            addresses.MayConnect("other.example.se", IPAddress.Parse(inside)).ShouldBeFalse(inside);
        }

        addresses.MayConnect("hooks.example.se", IPAddress.Parse("193.10.1.1")).ShouldBeTrue();
        addresses.MayConnect("hooks.example.se", IPAddress.Parse("2a00:801::1")).ShouldBeTrue();

        // A name that may be called but stands for this machine is found out when connecting.
        (await adam.DecideAsync(Webhooks, new { address = "https://localhost:1/" })).Is(200);
        await HappenAsync(server, "schedule-published", "schedules/7");
        (await CallAsync(server)).ShouldBe(0);
        await using WfmDb db = server.Database.CreateContext();
        (await db.Webhooks.SingleAsync()).LastOutcome.ShouldBe("ConnectionError");
    }

    private static Action<WebApplicationBuilder> Telling(string hosts, string inside) => builder => builder.Services.Replace(ServiceDescriptor.Singleton(new ServerSettings
    {
        TakesJobs = false,
        LoginsPerMinute = 10_000,
        WebhookHosts = hosts,
        WebhookPrivateHosts = inside,
    }));

    private static async Task HappenAsync(RunningServer server, string kind, string subject)
    {
        await using WfmDb db = server.Database.CreateContext();
        await InTransaction.RunAsync(
            db,
            async () =>
            {
                await Tell.ScreensAsync(db, House.Unit, kind, subject, server.Clock.Now, null, default);
                return await db.SaveChangesAsync();
            },
            default);
    }

    private static async Task<int> CallAsync(RunningServer server)
    {
        await using AsyncServiceScope scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CallWebhooks>().RunAsync(default);
    }

    /// <summary>Somebody who wants to be told.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Listener(WebApplication app) => _app = app;

        public List<(string Body, string Signature)> Calls { get; } = [];

        public int Answer { get; set; } = 204;

        public string Address { get; private set; } = "";

        public static async Task<Listener> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            Listener listener = new(builder.Build());
            listener._app.Run(listener.TakeAsync);
            await listener._app.StartAsync();
            listener.Address = $"{listener._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/";
            return listener;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using StreamReader reader = new(context.Request.Body);
            Calls.Add((await reader.ReadToEndAsync(), context.Request.Headers[WebhookClient.SignatureHeader].ToString()));
            context.Response.StatusCode = Answer;
            context.Response.Headers.Location = Address;
        }
    }
}

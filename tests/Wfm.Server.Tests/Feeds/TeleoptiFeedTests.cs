using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>The SOAP contract existing feeders speak, as they send it: only the address in their settings is new.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class TeleoptiFeedTests(DatabaseProvider provider) : FeedFixture(provider)
{
    private const string OnPremises = "/TeleoptiWFM/RTA/TeleoptiRtaService.svc";
    private const string Cloud = "/RTA/TeleoptiRtaService.svc";
    private const string Items = "http://schemas.datacontract.org/2004/07/Teleopti.Ccc.Rta.WebService";

    [TestCase(OnPremises)]
    [TestCase(Cloud)]
    [TestCase("/teleoptiwfm/rta/teleoptirtaservice.svc")]
    public async Task A_batch_is_stored_on_every_path(string path)
    {
        (await PostAsync(Batch("acd", ApiClient.AcdKey, State("0101", "Ready"), State("0102", "LOGGED ON"), State("0063", "Ready")), path)).ShouldContain("<SaveBatchExternalUserStateResult>1<");

        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.OrderBy(row => row.UserCode).Select(row => new { row.UserCode, row.StateCode, row.Held }).ToListAsync())
            .Select(row => (row.UserCode, row.StateCode, row.Held)).ShouldBe([("0063", "Ready", HeldReason.UnknownUser), ("0101", "Ready", null), ("0102", "LOGGED ON", null)]);
    }

    [Test]
    public async Task A_snapshot_and_its_close_log_off_whoever_it_forgets()
    {
        Instant batch = Now - Duration.FromSeconds(5);
        (await PostAsync(Batch("acd", ApiClient.AcdKey, State("0101", "Ready", batch, Now), State("0102", "Ready", batch, Now)))).ShouldContain(">1<");
        (await PostAsync(Single("acd", ApiClient.AcdKey, batch))).ShouldContain("<SaveExternalUserStateResult>1<");

        await using WfmDb db = Server.Database.CreateContext();
        (await db.SnapshotCloses.SingleAsync()).Batch.ShouldBe(batch);
        (await db.AgentStates.CountAsync(row => row.Batch == batch)).ShouldBe(2);
    }

    [TestCase("acd", "SOMETHING-EVERY-CLIENT-SHIPS-WITH", "-2")]
    [TestCase("acd", "", "-2")]
    [TestCase("1", ApiClient.AcdKey, "-3")]
    public async Task Another_key_or_another_source_is_refused_and_nothing_stored(string source, string key, string result)
    {
        (await PostAsync(Batch(source, key, State("0101", "Ready")))).ShouldContain($"<SaveBatchExternalUserStateResult>{result}<");

        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.AnyAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task What_cannot_be_read_is_answered_minus_one_and_a_half_batch_stores_nothing()
    {
        string good = State("0101", "Ready"), bad = good.Replace("<b:IsLoggedOn>true", "<b:IsLoggedOn>maybe", StringComparison.Ordinal);
        foreach (string message in (string[])
        [
            Batch("acd", ApiClient.AcdKey, good, bad), "<!DOCTYPE x []>" + Batch("acd", ApiClient.AcdKey, good), Batch("acd", ApiClient.AcdKey, good)[..300], "", "not xml",
            Batch("acd", ApiClient.AcdKey, string.Concat(Enumerable.Repeat("<a>", 200_000))), Batch("acd", ApiClient.AcdKey, State("", "Ready")),
        ])
        {
            (await PostAsync(message)).ShouldContain("<SaveBatchExternalUserStateResult>-1<");
        }

        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.AnyAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task Packed_and_chunked_bodies_are_taken_within_bounds()
    {
        string message = Batch("acd", ApiClient.AcdKey, State("0101", "Ready"));
        (await PostAsync(Packed(message), OnPremises, isPacked: true)).ShouldContain(">1<");
        (await PostAsync(new StreamContent(new Unseekable(Encoding.UTF8.GetBytes(message))), OnPremises)).ShouldContain(">1<");

        (await PostAsync(Packed(message + new string(' ', 11 * 1024 * 1024)), OnPremises, isPacked: true)).ShouldContain(">-1<");
        (await PostAsync(new ByteArrayContent([1, 2, 3]), OnPremises, isPacked: true)).ShouldContain(">-1<");
    }

    [Test]
    public async Task The_third_method_does_nothing_and_the_contract_is_served()
    {
        using HttpClient http = new() { BaseAddress = Server.Address };
        (await PostAsync("""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetUpdatedScheduleChange xmlns="http://tempuri.org/"/></s:Body></s:Envelope>"""))
            .ShouldContain("GetUpdatedScheduleChangeResponse");

        (await http.GetStringAsync($"{OnPremises}?wsdl")).ShouldContain($"location=\"{new Uri(Server.Address, OnPremises)}\"");
        (await http.GetStringAsync($"{Cloud}?xsd=xsd2")).ShouldContain("ExternalUserState");
        (await http.GetAsync($"{Cloud}?xsd=xsd3")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private string State(string user, string code, Instant? batch = null, Instant? at = null) =>
        $"<b:ExternalUserState><b:UserCode>{user}</b:UserCode><b:StateCode>{code}</b:StateCode><b:Timestamp>{Text(at ?? Now)}</b:Timestamp><b:IsLoggedOn>true</b:IsLoggedOn>"
        + $"<b:IsSnapshot>{(batch is null ? "false" : "true")}</b:IsSnapshot><b:BatchId>{Text(batch ?? Now)}</b:BatchId></b:ExternalUserState>";

    private static string Batch(string source, string key, params string[] states) =>
        $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><SaveBatchExternalUserState xmlns="http://tempuri.org/"><authenticationKey>{key}</authenticationKey><platformTypeId>00000000-0000-0000-0000-000000000000</platformTypeId><sourceId>{source}</sourceId><externalUserStateBatch xmlns:b="{Items}">{string.Concat(states)}</externalUserStateBatch></SaveBatchExternalUserState></s:Body></s:Envelope>""";

    private static string Single(string source, string key, Instant batch) =>
        $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><SaveExternalUserState xmlns="http://tempuri.org/"><authenticationKey>{key}</authenticationKey><userCode></userCode><stateCode></stateCode><stateDescription></stateDescription><isLoggedOn>true</isLoggedOn><secondsInState>0</secondsInState><timestamp>{Text(batch)}</timestamp><platformTypeId/><sourceId>{source}</sourceId><batchId>{Text(batch)}</batchId><isSnapshot>true</isSnapshot></SaveExternalUserState></s:Body></s:Envelope>""";

    private Task<string> PostAsync(string message, string path = OnPremises) => PostAsync(new StringContent(message, Encoding.UTF8), path);

    private async Task<string> PostAsync(HttpContent content, string path, bool isPacked = false)
    {
        using HttpClient http = new() { BaseAddress = Server.Address };
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
        if (isPacked)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("SOAPAction", "\"http://tempuri.org/ITeleoptiRtaService/SaveBatchExternalUserState\"");
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        return await answer.Content.ReadAsStringAsync();
    }

    private static ByteArrayContent Packed(string message)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(message));
        }

        return new ByteArrayContent(packed.ToArray());
    }

    /// <summary>Has no length, so that the body goes out in chunks.</summary>
    private sealed class Unseekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}

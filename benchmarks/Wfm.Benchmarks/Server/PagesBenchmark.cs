using System.Globalization;
using Microsoft.Playwright;
using NodaTime.Text;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>The day view in a real browser against a real server: first paint, feedback while dragging, frames while scrolling.</summary>
public static class PagesBenchmark
{
    private const int Visits = 7, FirstDrags = 5, Drags = 15, Moves = 8;

    // What the page itself sees: the frame in which the first shift stands, and the frame after each move of the pointer.
    private const string Clock = """
        (() => {
          const afterFrame = done => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
          window.bench = { painted: 0, moves: [], lastMove: 0, answered: 0, frames: [] };
          new MutationObserver(() => {
            if (!bench.painted && document.querySelector('.day-row .piece')) { bench.painted = -1; afterFrame(() => bench.painted = performance.now()); }
            if (!bench.answered && document.querySelector('.effect .tag')) { bench.answered = -1; afterFrame(() => bench.answered = performance.now()); }
          }).observe(document, { childList: true, subtree: true });
          addEventListener('pointermove', event => { const at = event.timeStamp; bench.lastMove = at; afterFrame(() => bench.moves.push(performance.now() - at)); }, true);
        })();
        """;

    private const string Scroll = """
        () => new Promise(done => {
          const box = document.querySelector('.day-grid'), frames = [];
          let last = 0, left = 180;
          const frame = now => {
            if (last) frames.push(now - last);
            last = now;
            box.scrollTop = (box.scrollTop + 60) % (box.scrollHeight - box.clientHeight);
            if (left-- > 0) requestAnimationFrame(frame); else done(frames);
          };
          requestAnimationFrame(frame);
        })
        """;

    /// <summary>Runs it. Without a database a SQLite file that is removed afterwards. The browser is Debian's Chromium, or the one <c>WFM_CHROMIUM</c> names.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0, or 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args) =>
        Told.Read("pages", args, takesDatabase: true, ("--agents", 100)) is { } told
            ? await told.OnDatabaseAsync(where => MeasureAsync(where, told["--agents"]))
            : 2;

    private static async Task<int> MeasureAsync(string where, int agents)
    {
        await LargeHouse.FillAsync(WfmDatabase.Parse(where), requests: 1, agents);
        await using MeasuredServer server = await MeasuredServer.StartAsync(where, new StillClock());
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("WFM_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        await using IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = server.Address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, Locale = "sv-SE" });
        IPage page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Clock);
        await page.GotoAsync("/");
        await page.Locator("input[name=login]").FillAsync(LargeHouse.Planner);
        await page.Locator("input[name=password]").FillAsync(LargeHouse.Password);
        await page.Locator("button.main").ClickAsync();
        await page.Locator("nav.places").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Nej tack" }).ClickAsync();
        Console.WriteLine($"{agents} people, {LargeHouse.Queues} queues, Chromium {browser.Version}");

        string day = LocalDatePattern.Iso.Format(LargeHouse.Monday.PlusDays(1));
        List<double> paints = [];
        for (int visit = 0; visit < Visits; visit++)
        {
            await page.GotoAsync($"/schedule?view=day&date={day}");
            paints.Add(await UntilAsync(page, "painted"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first paint of the day view, from the address entered to the frame with the shifts: first visit {paints[0]:0} ms, {Line(paints[1..])}"));
        double[] frames = await page.EvaluateAsync<double[]>(Scroll);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scrolling, time of a frame: {Line(frames)}; {frames.Count(frame => frame > 25)} of {frames.Length} took longer than 25 ms"));
        await DragAsync(page, day);
        return 0;
    }

    private static async Task DragAsync(IPage page, string day)
    {
        List<double> moves = [], answers = [];
        for (int drag = 0; drag < FirstDrags + Drags; drag++)
        {
            await page.GotoAsync($"/schedule?view=day&date={day}");
            await UntilAsync(page, "painted");
            await page.Locator(".strip-row").Nth(4).WaitForAsync();
            ILocator shift = page.Locator(".day-row").Nth(3 + (drag % 10)).Locator(".piece.contacts").First;
            await shift.ScrollIntoViewIfNeededAsync();
            LocatorBoundingBoxResult box = (await shift.BoundingBoxAsync())!;
            (float x, float y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
            await page.Mouse.MoveAsync(x, y);
            await page.Mouse.DownAsync();
            await page.EvaluateAsync("() => { bench.moves = []; }");
            for (int move = 1; move <= Moves; move++)
            {
                await page.Mouse.MoveAsync(x + (move * 12), y);
            }

            double answered = await UntilAsync(page, "answered");
            if (drag >= FirstDrags)
            {
                answers.Add(answered - await page.EvaluateAsync<double>("() => bench.lastMove"));
                moves.AddRange(await page.EvaluateAsync<double[]>("() => bench.moves"));
            }

            await page.Mouse.UpAsync();
            await page.EvaluateAsync("() => localStorage.clear()");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dragging, from a move of the pointer to the frame that shows it: {Line(moves)}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dragging, from the last move to the frame with the server's answer, 100 ms of waiting for the hand to rest included: {Line(answers)}"));
    }

    private static async Task<double> UntilAsync(IPage page, string what)
    {
        await page.WaitForFunctionAsync($"() => window.bench && bench.{what} > 0");
        return await page.EvaluateAsync<double>($"() => bench.{what}");
    }

    private static string Line(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"median {sorted[sorted.Length / 2]:0.0} ms, 95 % within {sorted[Math.Max(0, (int)Math.Ceiling(0.95 * sorted.Length) - 1)]:0.0} ms, most {sorted[^1]:0.0} ms");
    }
}

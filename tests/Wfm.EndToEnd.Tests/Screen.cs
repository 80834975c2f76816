using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Wfm.EndToEnd.Tests;

/// <summary>Somebody's browser window, with the clock of the house; notes what the browser complains about.</summary>
public sealed class Screen : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Screen(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(20_000);
        page.Console += (_, message) => Note(message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal), message.Text);
        page.PageError += (_, error) => Note(true, error);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: errors of the program, and what the security policy refused.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static Task<Screen> OpenAsync(RunningServer server, int width = 1440, int height = 900) => OpenAsync(server.Address, server.Clock.Now.ToDateTimeUtc(), width, height);

    /// <summary>A window on any server, whose clock stands still.</summary>
    public static async Task<Screen> OpenAsync(Uri server, DateTime now, int width, int height)
    {
        IBrowserContext context = await Browser.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "sv-SE",
            TimezoneId = "UTC",
        });
        await context.Clock.SetFixedTimeAsync(now);
        IPage page = await context.NewPageAsync();
        if (Environment.GetEnvironmentVariable("WFM_SLOWER") is { Length: > 0 } times)
        {
            ICDPSession session = await context.NewCDPSessionAsync(page);
            await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = int.Parse(times, CultureInfo.InvariantCulture) });
        }

        return new Screen(context, page);
    }

    /// <summary>A window in which somebody has logged in.</summary>
    public static async Task<Screen> AsAsync(RunningServer server, string login, int width = 1440, int height = 900)
    {
        Screen screen = await OpenAsync(server, width, height);
        await screen.Page.GotoAsync("/");
        await screen.LogInAsync(login, House.Password);
        await screen.Page.Locator("nav.places").WaitForAsync();
        return screen;
    }

    public async Task LogInAsync(string login, string password)
    {
        await Page.Locator("input[name=login]").FillAsync(login);
        await Page.Locator("input[name=password]").FillAsync(password);
        await Page.Locator("button.main").ClickAsync();
    }

    /// <summary>Opens an address and waits until nothing is being loaded.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("main h1").WaitForAsync();
        await Page.WaitForFunctionAsync("() => !document.querySelector('main .loading')");
    }

    /// <summary>What axe finds serious or critical on the page by WCAG 2.2 A and AA.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        // A button half under the header that stays is not small.
        await Page.EvaluateAsync("scrollTo(0, 0)");
        await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, {
              runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
              resultTypes: ['violations'],
            })).violations
              .filter(one => one.impact === 'serious' || one.impact === 'critical')
              .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target).join(' | ')}`)
            """);
    }

    /// <summary>Keeps a picture of the page where <c>WFM_PICTURES</c> names a folder, for people to look at.</summary>
    /// <param name="name">What it shows; becomes the file's name.</param>
    /// <param name="isWholePage">Whether all of the page is shown, or what the window shows.</param>
    public async Task PictureAsync(string name, bool isWholePage = true)
    {
        if (Environment.GetEnvironmentVariable("WFM_PICTURES") is { Length: > 0 } folder)
        {
            string file = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{file}.png"), FullPage = isWholePage });
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(bool isBad, string text)
    {
        if (isBad)
        {
            _complaints.Add(text);
        }
    }
}

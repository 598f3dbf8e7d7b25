using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Smart.Local.Pages;

/// <summary>The console: plain pages over the running system, on this machine only.</summary>
internal static class ConsolePages
{
    /// <summary>Maps every page and every form.</summary>
    public static void Map(WebApplication web, Func<LocalSystem> system)
    {
        Page(web, "/", "/", "Overview", data => OverviewPage.ShowAsync(data()));
        Page(web, "/invoices", "/invoices", "Invoices", data => InvoicePages.ListAsync(data()));
        Page(web, "/cases", "/cases", "Dunning cases", data => CasePages.ListAsync(data()));
        Page(web, "/mail", "/mail", "Mailbox", data => Task.FromResult(MailPages.List(data())));
        Page(web, "/money", "/money", "Money", data => MoneyPage.ShowAsync(data()));
        Page(web, "/legal", "/legal", "Legal files", data => LegalPage.ShowAsync(data()));
        Page(web, "/work", "/work", "Orchestrations", data => WorkPages.ListAsync(data()));
        Page(web, "/queues", "/queues", "Queues", data => Task.FromResult(QueuesPage.Show(data())));
        Item(web, "/invoices/{id}", "/invoices", "Invoice", InvoicePages.OneAsync);
        Item(web, "/cases/{id}", "/cases", "Case", CasePages.OneAsync);
        Item(web, "/mail/{id}", "/mail", "Message", (data, id) => Task.FromResult(MailPages.One(data, id)));
        Item(web, "/work/{id}", "/work", "Orchestration", WorkPages.OneAsync);
        web.MapGet("/mail/{id}/body", (HttpContext http, string id) => MailPages.SendBodyAsync(http, new ConsoleData(system()), id));
        web.MapGet("/mail/{id}/files/{file:int}", (HttpContext http, string id, int file) => MailPages.SendFileAsync(http, new ConsoleData(system()), id, file));
        web.MapGet("/invoices/{id}/pdf", (HttpContext http, string id) => SendAsync(http, new ConsoleData(system()), $"invoices/{id}/pdf", "application/pdf"));
        web.MapGet("/legal/{id}/file", (HttpContext http, string id) => SendAsync(http, new ConsoleData(system()), $"legal-files/{id}/file", "application/zip"));
        Form(web, "/clock", AdvanceAsync);
        Form(web, "/bank-file", MoneyPage.SendFileAsync);
        Form(web, "/legal/{id}", LegalPage.DecideAsync);
        Form(web, "/queues/{queue}/{sequence:long}", QueuesPage.ResubmitAsync);

        void Page(IEndpointRouteBuilder routes, string route, string section, string title, Func<Func<ConsoleData>, Task<Html>> show) =>
            routes.MapGet(route, async (HttpContext http) => await WriteAsync(http, system(), section, title, await show(() => new ConsoleData(system()))));

        void Item(IEndpointRouteBuilder routes, string route, string section, string kind, Func<ConsoleData, string, Task<Html>> show) =>
            routes.MapGet(route, async (HttpContext http, string id) => await WriteAsync(http, system(), section, $"{kind} {id}", await show(new ConsoleData(system()), id)));

        void Form(IEndpointRouteBuilder routes, string route, Func<HttpContext, ConsoleData, Task<string>> act) =>
            routes.MapPost(route, async (HttpContext http) =>
            {
                // A page of another site may post to this machine; its forms are not ours.
                if (http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site")
                {
                    http.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return;
                }

                http.Response.Redirect(await act(http, new ConsoleData(system())));
            });
    }

    /// <summary>A page that begins with what the form did.</summary>
    public static string Saying(string path, string notice) => $"{path}?notice={Uri.EscapeDataString(notice)}";

    private static async Task<string> AdvanceAsync(HttpContext http, ConsoleData data)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var today = data.System.Today;
        var to = int.TryParse(form["days"], CultureInfo.InvariantCulture, out var days) && days is > 0 and < 1000 ? today.AddDays(days)
            : DateOnly.TryParseExact(form["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : today;
        if (data.System.Host.Clock is not null && to > today && to <= today.AddYears(3)) await data.System.AdvanceToAsync(to);
        return Back(http);
    }

    /// <summary>Where the form was: the path of the page that sent it.</summary>
    public static string Back(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var from) ? from.AbsolutePath : "/";

    private static Task WriteAsync(HttpContext http, LocalSystem system, string section, string title, Html body)
    {
        var notice = http.Request.Query["notice"].ToString() is { Length: > 0 } said ? Html.Of($"<p class=\"note\" role=\"status\">{said}</p>") : Html.None;
        if (body.IsMissing) http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; form-action 'self'";
        return http.Response.WriteAsync(Layout.Page(system.Host, section, title, Html.Of($"{notice}{body}")), Encoding.UTF8, http.RequestAborted);
    }

    private static async Task SendAsync(HttpContext http, ConsoleData data, string path, string contentType)
    {
        var content = await data.Staff.DownloadAsync(path, http.RequestAborted);
        if (content is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = contentType;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}

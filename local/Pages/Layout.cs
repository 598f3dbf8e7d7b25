using System.Globalization;
using System.Reflection;
using Smart.Local.Runtime;
using Smart.Shared.Calendar;

namespace Smart.Local.Pages;

/// <summary>What surrounds every page: name, navigation, the clock.</summary>
internal static class Layout
{
    private static readonly (string Path, string Title)[] Sections =
    [
        ("/", "Overview"), ("/invoices", "Invoices"), ("/cases", "Cases"), ("/mail", "Mailbox"), ("/money", "Money"), ("/legal", "Legal files"), ("/work", "Orchestrations"), ("/queues", "Queues"),
    ];

    private static readonly string Css = ReadCss();

    public static string Page(LocalHost host, string section, string title, Html body)
    {
        var links = Html.Each(Sections, item => Html.Of($"<a href=\"{item.Path}\" class=\"{(item.Path == section ? "here" : "")}\">{item.Title}</a>"));
        return Html.Of($"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Smart.Functions</title><style>{new Html(Css)}</style></head><body>
            <header><div class="bar"><a class="name" href="/">Smart.Functions</a><nav>{links}</nav></div></header>
            {Clock(host)}<main><h1>{title}</h1>{body}</main></body></html>
            """).Markup;
    }

    private static Html Clock(LocalHost host)
    {
        var now = host.TimeProvider.GetUtcNow();
        var date = BusinessClock.DateOf(now);
        var shown = string.Create(CultureInfo.InvariantCulture, $"{date:dddd d MMMM yyyy}, {BusinessClock.TimeOf(now):HH:mm}");
        if (host.Clock is null) return Html.Of($"<div class=\"clock\"><time>{shown}</time><span class=\"tag\">real clock, Brussels</span></div>");
        return Html.Of($"""
            <div class="clock"><time>{shown}</time><span class="tag good">virtual clock, Brussels</span>
            <form method="post" action="/clock"><button name="days" value="1">Next day</button><button name="days" value="7">Next week</button></form>
            <form method="post" action="/clock"><input type="date" name="date" min="{date.AddDays(1)}" value="{date.AddDays(30)}" aria-label="Date"><button>Go there</button></form></div>
            """);
    }

    private static string ReadCss()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pages/console.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

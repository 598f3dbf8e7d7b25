using System.Globalization;
using Microsoft.AspNetCore.Http;
using Smart.Local.Simulation;
using Smart.Shared.Calendar;

namespace Smart.Local.Pages;

/// <summary>What the simulated provider delivered, as it looks.</summary>
internal static class MailPages
{
    public static Html List(ConsoleData data) => Rows(data.System.Mailbox.Letters.Reverse());

    public static Html Rows(IEnumerable<SimulatedLetter> letters) => Html.Table(
        ["Date", "To", "Subject", "By", ""],
        letters.Select(letter => Html.Of(
            $"<td class=\"d\">{BusinessClock.DateOf(letter.At)}</td><td>{letter.Recipient.Name}</td><td><a href=\"/mail/{letter.Sequence}\">{letter.Subject}</a></td><td>{letter.Channel}</td><td>{Kind(letter)}</td>")),
        "Nothing has been sent yet.");

    public static Html One(ConsoleData data, string id)
    {
        if (Find(data, id) is not { } letter) return Html.Missing("message");
        var address = letter.Recipient.Email ?? (letter.Recipient.Address is { } post ? $"{post.Street}, {post.PostalCode} {post.Town}" : "");
        var files = Html.Each(letter.Attachments.Index(), item => Html.Of($"<a href=\"/mail/{letter.Sequence}/files/{item.Index}\">{item.Item.FileName}</a> ({item.Item.Content.Length / 1024} KB) "));
        return Html.Of($"""
            <dl><dt>To</dt><dd>{letter.Recipient.Name}, {address}</dd><dt>Subject</dt><dd>{letter.Subject}</dd><dt>Sent</dt><dd>{BusinessClock.DateOf(letter.At)} by {letter.Channel} {Kind(letter)}</dd>
            <dt>Operation</dt><dd>{letter.OperationId}</dd><dt>Files</dt><dd>{files}</dd></dl>
            <iframe src="/mail/{letter.Sequence}/body" sandbox title="The message"></iframe>
            """);
    }

    public static Task SendBodyAsync(HttpContext http, ConsoleData data, string id)
    {
        if (Find(data, id) is not { } letter) return MissingAsync(http);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        return http.Response.WriteAsync($"<!doctype html><meta charset=\"utf-8\"><body style=\"font:15px/1.5 sans-serif;margin:24px\">{letter.Html}</body>", http.RequestAborted);
    }

    public static async Task SendFileAsync(HttpContext http, ConsoleData data, string id, int file)
    {
        if (Find(data, id) is not { } letter || file < 0 || file >= letter.Attachments.Count)
        {
            await MissingAsync(http);
            return;
        }

        http.Response.ContentType = letter.Attachments[file].ContentType;
        await http.Response.Body.WriteAsync(letter.Attachments[file].Content, http.RequestAborted);
    }

    private static SimulatedLetter? Find(ConsoleData data, string id) =>
        int.TryParse(id, CultureInfo.InvariantCulture, out var sequence) ? data.System.Mailbox.Find(sequence) : null;

    private static Task MissingAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Html Kind(SimulatedLetter letter) => letter switch
    {
        { Bounced: { } reason } => Html.Of($"<span class=\"tag bad\">bounced: {reason}</span>"),
        { CaseLetter: not null } => Html.Of($"<span class=\"tag warn\">reminder</span>"),
        _ => Html.None,
    };
}

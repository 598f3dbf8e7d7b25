using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Smart.Shared.Documents;

/// <summary>Makes an e-mail of a body of blocks.</summary>
internal static class BodyMail
{
    internal static async Task<MailBody> RenderAsync(DocumentBody body)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(MailLetter.Body)] = body });
            var root = await renderer.RenderComponentAsync<MailLetter>(parameters);
            return root.ToHtmlString();
        });
        return new MailBody(body.Subject, html, BodyText.Render(body));
    }
}

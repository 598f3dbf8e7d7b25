using System.Text;
using Microsoft.AspNetCore.Http;

namespace Smart.Functions.Http;

internal static class HttpResponseText
{
    /// <summary>Writes UTF-8 text of a media type, with its length.</summary>
    public static async Task WriteAsync(this HttpResponse response, string text, string contentType)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}

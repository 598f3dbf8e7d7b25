using System.Collections;
using QRCoder;

namespace Smart.Shared.Documents.Layout;

/// <summary>Draws a QR code as few rectangles: runs of dark modules, grown downwards while the rows agree.</summary>
internal static class QrCode
{
    private const int QuietZone = 4;

    internal static void Draw(Sheet sheet, string payload, double x, double y, double size)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(payload, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var rows = code.ModuleMatrix;
        var module = size / (rows.Count - (2 * QuietZone));
        foreach (var (column, row, width, height) in Blocks(rows))
        {
            sheet.Page.DrawRectangle(
                sheet.Type.Ink,
                x + ((column - QuietZone) * module),
                y + ((row - QuietZone) * module),
                width * module,
                height * module);
        }
    }

    private static IEnumerable<(int Column, int Row, int Width, int Height)> Blocks(List<BitArray> rows)
    {
        var open = new Dictionary<(int Column, int Width), int>();
        for (var row = 0; row <= rows.Count; row++)
        {
            var runs = row < rows.Count ? Runs(rows[row]).ToHashSet() : [];
            foreach (var run in open.Keys.Where(run => !runs.Contains(run)).Order().ToList())
            {
                yield return (run.Column, open[run], run.Width, row - open[run]);
                open.Remove(run);
            }

            foreach (var run in runs) open.TryAdd(run, row);
        }
    }

    private static IEnumerable<(int Column, int Width)> Runs(BitArray modules)
    {
        for (var column = 0; column < modules.Length; column++)
        {
            if (!modules[column]) continue;
            var start = column;
            while (column < modules.Length && modules[column]) column++;
            yield return (start, column - start);
        }
    }
}

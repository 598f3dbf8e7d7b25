namespace Smart.Shared.Documents.Layout;

/// <summary>Draws tables that break between rows and repeat their header on each page.</summary>
internal static class Table
{
    private const double Gap = 6, Padding = 3.2;

    internal static void Draw(Sheet sheet, IReadOnlyList<GridColumn> columns, IEnumerable<GridRow> rows)
    {
        Header(sheet, columns);
        foreach (var row in rows)
        {
            var style = row.Strong ? sheet.Type.CellStrong : sheet.Type.Cell;
            var first = sheet.Wrap(row.Cells[0], style, columns[0].Width - Gap);
            var note = row.Note is null ? [] : sheet.Wrap(row.Note, sheet.Type.Small, Sheet.Width - 4);
            var height = (first.Count * style.Leading) + (note.Count * sheet.Type.Small.Leading) + (2 * Padding);
            if (sheet.Ensure(height)) Header(sheet, columns);
            Cells(sheet, columns, row, first, style);
            foreach (var line in note) sheet.Text(line, sheet.Type.Small, Sheet.Left, Sheet.Width);
            sheet.Y += Padding;
            sheet.Rule(sheet.Type.Hair);
        }
    }

    private static void Header(Sheet sheet, IReadOnlyList<GridColumn> columns)
    {
        var style = sheet.Type.ColumnTitle;
        var titles = columns.Select(column => sheet.Wrap(column.Title, style, column.Width - Gap)).ToList();
        var lines = titles.Max(title => title.Count);
        sheet.Ensure((lines * style.Leading) + 40);
        var x = Sheet.Left;
        for (var i = 0; i < columns.Count; i++)
        {
            for (var line = 0; line < titles[i].Count; line++)
            {
                var y = sheet.Y + ((lines - titles[i].Count + line) * style.Leading);
                sheet.Line(titles[i][line], style, x, y, CellWidth(columns, i), columns[i].Right);
            }

            x += columns[i].Width;
        }

        sheet.Y += (lines * style.Leading) + 3;
        sheet.Rule(sheet.Type.Rule);
    }

    private static void Cells(Sheet sheet, IReadOnlyList<GridColumn> columns, GridRow row, List<string> first, TextStyle style)
    {
        sheet.Y += Padding;
        var x = Sheet.Left + columns[0].Width;
        for (var i = 1; i < columns.Count; i++)
        {
            if (columns[i].Right) sheet.Amount(row.Cells[i], style, x, sheet.Y, CellWidth(columns, i));
            else sheet.Line(row.Cells[i], style, x, sheet.Y, CellWidth(columns, i));
            x += columns[i].Width;
        }

        foreach (var line in first) sheet.Text(line, style, Sheet.Left, columns[0].Width - Gap);
    }

    /// <summary>The last column ends at the margin; the others leave a gap.</summary>
    private static double CellWidth(IReadOnlyList<GridColumn> columns, int index) => columns[index].Width - (index == columns.Count - 1 ? 0 : Gap);
}

using Allora.Sdk.Workers.History;

namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>The statements of the history. Topic and nonce are numbers, everything else is text.</summary>
internal static class HistoryTable
{
    private const int Whole = 2;
    private const int Key = 5;

    public static readonly string Create = $$"""
        create table if not exists {0}.history ({{string.Join(", ", HistoryText.Columns.Select(static (name, index) => $"{name} {(IsNumber(index) ? "bigint" : "text")}{(index < Key ? " not null" : "")}"))}},
            primary key ({{string.Join(", ", HistoryText.Columns.Take(Key))}}));
        create index if not exists history_time on {0}.history (changed);
        create index if not exists history_topic on {0}.history (topic, nonce)
        """;

    public static readonly string Upsert = $$"""
        insert into {0}.history as old ({{Names}}) select {{string.Join(", ", HistoryText.Columns.Select(static (name, index) => IsNumber(index) ? $"one.{name}::bigint" : $"one.{name}"))}}
            from unnest({{string.Join(", ", HistoryText.Columns.Select(static (_, index) => $"${index + 1}"))}}) as one({{Names}})
        on conflict ({{string.Join(", ", HistoryText.Columns.Take(Key))}}) do update set {{string.Join(", ", HistoryText.Columns.Skip(Key).Select(static name => $"{name} = coalesce(excluded.{name}, old.{name})"))}}
        """;

    // The order is by the number: the column of the answer is text.
    public static readonly string Select = $$"""
        select {{string.Join(", ", HistoryText.Columns.Select(static name => name + "::text"))}} from {0}.history as one where topic = $1 and changed >= $2 order by one.nonce, chain, wallet, actor
        """;

    private static string Names => string.Join(", ", HistoryText.Columns);

    private static bool IsNumber(int index) => index is Whole or Whole + 1;
}

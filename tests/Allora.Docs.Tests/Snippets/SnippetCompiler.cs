using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Allora.Docs.Tests.Snippets;

/// <summary>
/// Compiles a page's C# against the assemblies of this repository. A block with using directives of its own is a program as a reader would
/// copy it: it gets no more than a new project has. Anything else is a fragment: it gets the SDK's namespaces, what <see cref="Given"/>
/// holds, and the types that other blocks of its page declare.
/// </summary>
internal static class SnippetCompiler
{
    // A fragment leaves unused what the reader goes on with, and awaits nothing where the page is about something else.
    private static readonly string[] Forgiven = ["CS0219", "CS0168", "CS1998", "CS8321", "CS8019"];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    private static readonly SyntaxTree NewProject = Usings("System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks");

    private static readonly SyntaxTree Fragments = Usings(
    [
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Options",
        "OpenTelemetry.Metrics", "OpenTelemetry.Trace", "static Allora.Docs.Tests.Snippets.Given",
        .. Namespaces(typeof(Sdk.AlloraClient)), .. Namespaces(typeof(Sdk.Native.NativeSecp256k1)), .. Namespaces(typeof(Sdk.Testing.RecordedQueries)), .. Namespaces(typeof(Sdk.DevNet.AlloraDevNet)),
    ]);

    /// <summary>What the compiler has against a block: file, line and message each.</summary>
    public static IReadOnlyList<string> Check(CodeBlock block)
    {
        var tree = Parse(block);
        var root = tree.GetCompilationUnitRoot();
        var isProgram = root.Usings.Count > 0;
        List<SyntaxTree> trees = [NewProject, tree];
        if (!isProgram)
        {
            trees.Add(Fragments);
            var own = Types(root).Select(Name).ToHashSet(StringComparer.Ordinal);
            trees.AddRange(block.Page.Blocks.Where(other => other.Language == "csharp" && other.Line != block.Line).SelectMany(other => Borrowed(Parse(other), own)));
        }

        var kind = root.Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(
            "page", trees, References, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: false));
        return
        [
            .. compilation.GetDiagnostics()
                .Where(found => found.Severity >= DiagnosticSeverity.Warning && !Forgiven.Contains(found.Id))
                .Select(found => $"{block.Page.Name}:{Line(found, block)}: {found.Id} {found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
        ];
    }

    private static SyntaxTree Parse(CodeBlock block) => CSharpSyntaxTree.ParseText(block.Text, Parsing, block.Page.Name);

    private static int Line(Diagnostic found, CodeBlock block) =>
        found.Location.IsInSource ? found.Location.GetLineSpan().StartLinePosition.Line + block.Line : block.Line;

    // The types of another block, where this one does not declare them itself. Usings of a whole program come with them.
    private static IEnumerable<SyntaxTree> Borrowed(SyntaxTree tree, HashSet<string> own)
    {
        var root = tree.GetCompilationUnitRoot();
        var types = Types(root).Where(type => own.Add(Name(type))).ToArray();
        return types.Length == 0 ? [] : [CSharpSyntaxTree.Create(root.WithMembers([.. types]), Parsing)];
    }

    private static IEnumerable<MemberDeclarationSyntax> Types(CompilationUnitSyntax root) =>
        root.Members.Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string Name(MemberDeclarationSyntax type) => type is BaseTypeDeclarationSyntax named ? named.Identifier.Text : ((DelegateDeclarationSyntax)type).Identifier.Text;

    private static IEnumerable<string> Namespaces(Type of) =>
        of.Assembly.GetExportedTypes().Where(type => type.Namespace is not null).Select(type => type.Namespace!).Distinct().Order(StringComparer.Ordinal);

    private static SyntaxTree Usings(params IEnumerable<string> namespaces) =>
        CSharpSyntaxTree.ParseText(string.Concat(namespaces.Select(name => $"global using {name};\n")), Parsing, "(usings)");
}

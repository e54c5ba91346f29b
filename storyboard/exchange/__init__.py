"""Scripts in and out: comic scripts and Fountain become stories, and stories scripts."""
